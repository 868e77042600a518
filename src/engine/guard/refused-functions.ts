/**
 * The functions of either engine that SQL of a recipe may not use, by the reason. The list of those that may be used
 * decides; this one tells a function that is refused from a name that is none.
 */
const groups: Readonly<Record<string, string>> = {
	'its value is that of the clock, and an answer must be the same at every run': `
		ago current_date current_localtime current_localtimestamp current_time current_timestamp get_current_time
		get_current_timestamp localtime localtimestamp now today transaction_timestamp`,
	'its value is another at every run': `
		approx_quantile approx_top_k gen_random_uuid random reservoir_quantile uuid uuidv4 uuidv7`,
	'its value is another in each edition of the database': `hash version`,
	'it calls a function by its name; list_sum, list_max and their like do the same': `
		aggregate array_aggr array_aggregate list_aggr list_aggregate`,
	'it reads a table by its name': `histogram histogram_values query query_table`,
	'it reads or writes files': `
		add_parquet_key copy_database glob import_database parquet_bloom_probe parquet_file_metadata
		parquet_full_metadata parquet_kv_metadata parquet_metadata parquet_scan parquet_schema read_blob read_csv
		read_csv_auto read_duckdb read_json read_json_auto read_json_objects read_json_objects_auto read_ndjson
		read_ndjson_auto read_ndjson_objects read_parquet read_text sniff_csv variant_to_parquet_variant`,
	'it changes how the database works, or what is in it': `
		checkpoint currval disable_checkpoint_on_shutdown disable_logging disable_object_cache disable_optimizer
		disable_peg_parser disable_print_progress_bar disable_profile disable_profiling disable_progress_bar
		disable_verification disable_verify_external disable_verify_fetch_row disable_verify_parallelism
		disable_verify_serializer enable_checkpoint_on_shutdown enable_logging enable_object_cache enable_optimizer
		enable_peg_parser enable_print_progress_bar enable_profile enable_profiling enable_progress_bar
		enable_verification force_checkpoint nextval setseed truncate_duckdb_logs verify_external verify_fetch_row
		verify_parallelism verify_serializer write_log`,
	'it makes a query fail or wait': `error pg_sleep sleep_ms`,
	'it tells of the database itself, which is no evidence': `
		all_profiling_output check_peg_parser col_description collations current_catalog current_connection_id
		current_database current_query current_query_id current_role current_schema current_schemas current_setting
		current_transaction_id current_user database_list database_size duckdb_approx_database_count duckdb_columns
		duckdb_connection_count duckdb_constraints duckdb_coordinate_systems duckdb_databases duckdb_dependencies
		duckdb_extensions duckdb_external_file_cache duckdb_functions duckdb_indexes duckdb_keywords duckdb_log_contexts
		duckdb_logs duckdb_logs_parsed duckdb_memory duckdb_optimizers duckdb_prepared_statements
		duckdb_profiling_settings duckdb_schemas duckdb_secret_types duckdb_secrets duckdb_sequences duckdb_settings
		duckdb_table_sample duckdb_tables duckdb_temporary_files duckdb_types duckdb_variables duckdb_views
		extension_versions format_pg_type format_type functions get_block_size has_any_column_privilege
		has_column_privilege has_database_privilege has_foreign_data_wrapper_privilege has_function_privilege
		has_language_privilege has_schema_privilege has_sequence_privilege has_server_privilege has_table_privilege
		has_tablespace_privilege in_search_path inet_client_addr inet_client_port inet_server_addr inet_server_port
		map_to_pg_oid metadata_info obj_description parse_duckdb_log_message pg_collation_is_visible pg_conf_load_time
		pg_conversion_is_visible pg_function_is_visible pg_get_constraintdef pg_get_expr pg_get_viewdef pg_has_role
		pg_is_other_temp_schema pg_my_temp_schema pg_opclass_is_visible pg_operator_is_visible pg_opfamily_is_visible
		pg_postmaster_start_time pg_table_is_visible pg_timezone_names pg_ts_config_is_visible pg_ts_dict_is_visible
		pg_ts_parser_is_visible pg_ts_template_is_visible pg_type_is_visible platform pragma_collations
		pragma_database_size pragma_metadata_info pragma_platform pragma_show pragma_storage_info pragma_table_info
		pragma_user_agent pragma_version session_user shobj_description show show_databases show_tables
		show_tables_expanded sql_auto_complete storage_info summary table_info txid_current user user_agent which_secret`,
	'it shows the inside of the database': `
		alias array_to_string_comma_default arrow_scan arrow_scan_dumb combine constant_or_null create_sort_key finalize
		is_histogram_other_bin pg_size_pretty pg_typeof remap_struct replace_type seq_scan stats test_all_types
		test_vector_types timetz_byte_comparable variant_extract variant_typeof vector_type`,
	'only one of the two editions of the database has it': `
		arg_max_nulls_last arg_min_nulls_last array_to_json days_in_month fill from_json from_json_strict get_type
		icu_calendar_names icu_sort_key json json_array json_array_length json_contains json_deserialize_sql json_each
		json_execute_serialized_sql json_exists json_extract json_extract_path json_extract_path_text
		json_extract_string json_group_array json_group_object json_group_structure json_keys json_merge_patch
		json_object json_pretty json_quote json_serialize_plan json_serialize_sql json_structure json_transform
		json_transform_strict json_tree json_type json_valid json_value make_timestamptz make_type parse_formatted_bytes
		rank_dense row_to_json st_asbinary st_astext st_aswkb st_aswkt st_crs st_geomfromwkb st_intersects_extent
		st_setcrs struct_keys struct_values switch to_json variant_bytes_to_variant variant_normalize`
};

const families: readonly (readonly [RegExp, string])[] = [
	[/^icu_collate_[a-z_]+$/, 'only one of the two editions of the database has it'],
	[/^__internal_(de)?compress_[a-z_]+$/, 'it shows the inside of the database']
];

const reasonOf = new Map(
	Object.entries(groups).flatMap(([reason, names]) =>
		names
			.trim()
			.split(/\s+/)
			.map((name) => [name, reason])
	)
);

/** Why a function that an engine has may not be used; null where neither engine has one of that name, in lower case. */
export function whyRefused(name: string): string | null {
	return reasonOf.get(name) ?? families.find(([names]) => names.test(name))?.[1] ?? null;
}
