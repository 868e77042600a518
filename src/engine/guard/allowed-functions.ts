import { macroNames } from '../macros/macros.ts';

/**
 * The functions that SQL of a recipe may use, the same on every engine, by what they are for. Each takes its
 * arguments and gives a value that hangs on nothing else: it reads no file and no setting, changes nothing, and
 * gives the same again at every run. What is not here is refused, whatever a later DuckDB brings.
 */
const groups: Readonly<Record<string, string>> = {
	'numbers of numbers': `abs acos acosh add asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cot
		degrees divide even exp factorial fdiv floor fmod gamma gcd greatest_common_divisor isfinite isinf isnan lcm
		least_common_multiple lgamma ln log log10 log2 mod multiply nextafter pi pow power radians round round_even
		roundbankers sign signbit sin sinh sqrt subtract tan tanh trunc xor`,
	'the larger, the smaller, the first that is there': `greatest least nullif`,
	'text of text': `array_to_string ascii bar bit_length char_length character_length chr concat concat_ws contains
		damerau_levenshtein editdist3 ends_with format format_bytes formatreadabledecimalsize formatreadablesize
		hamming ilike_escape instr jaccard jaro_similarity jaro_winkler_similarity lcase left left_grapheme len length
		length_grapheme levenshtein like_escape lower lpad ltrim mismatches nfc_normalize not_ilike_escape
		not_like_escape octet_length ord parse_dirname parse_dirpath parse_filename parse_path position prefix printf
		regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches regexp_replace
		regexp_split_to_array regexp_split_to_table repeat replace reverse right right_grapheme rpad rtrim split
		split_part starts_with str_split str_split_regex string_split string_split_regex string_to_array strip_accents
		strlen strpos substr substring substring_grapheme suffix translate trim ucase unicode upper url_decode
		url_encode`,
	'bytes, bits and digests': `base64 bin bit_position bitstring decode encode from_base64 from_binary from_hex get_bit
		hex md5 md5_number md5_number_lower md5_number_upper set_bit sha1 sha256 to_base to_base64 to_binary to_hex
		unbin unhex`,
	'times that are given, not the time that it is': `age century date_add date_diff date_part date_sub date_trunc
		datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear decade epoch epoch_ms epoch_ns
		epoch_us era hour isodow isoyear julian last_day make_date make_time make_timestamp make_timestamp_ms
		make_timestamp_ns microsecond millennium millisecond minute month monthname nanosecond normalized_interval
		quarter second strftime strptime time_bucket timezone timezone_hour timezone_minute to_centuries to_days
		to_decades to_hours to_microseconds to_millennia to_milliseconds to_minutes to_months to_quarters to_seconds
		to_timestamp to_weeks to_years try_strptime uuid_extract_timestamp uuid_extract_version week weekday
		weekofyear year yearweek`,
	lists: `apply array_append array_apply array_cat array_concat array_contains array_cosine_distance
		array_cosine_similarity array_cross_product array_distance array_distinct array_dot_product array_extract
		array_filter array_grade_up array_has array_has_all array_has_any array_indexof array_inner_product
		array_intersect array_length array_negative_dot_product array_negative_inner_product array_pop_back
		array_pop_front array_position array_prepend array_push_back array_push_front array_reduce array_resize
		array_reverse array_reverse_sort array_select array_slice array_sort array_transform array_unique array_value
		array_where array_zip element_at equi_width_bins filter flatten generate_series generate_subscripts grade_up
		list_any_value list_append list_apply list_approx_count_distinct list_avg list_bit_and list_bit_or
		list_bit_xor list_bool_and list_bool_or list_cat list_concat list_contains list_cosine_distance
		list_cosine_similarity list_count list_distance list_distinct list_dot_product list_element list_entropy
		list_extract list_filter list_first list_grade_up list_has list_has_all list_has_any list_histogram
		list_indexof list_inner_product list_intersect list_kurtosis list_kurtosis_pop list_last list_mad list_max
		list_median list_min list_mode list_negative_dot_product list_negative_inner_product list_pack list_position
		list_prepend list_product list_reduce list_resize list_reverse list_reverse_sort list_select list_sem
		list_skewness list_slice list_sort list_stddev_pop list_stddev_samp list_string_agg list_sum list_transform
		list_unique list_value list_var_pop list_var_samp list_where list_zip range reduce repeat_row unnest
		unpivot_list`,
	'structs, maps, unions and enums': `cardinality enum_code enum_first enum_last enum_range enum_range_boundary map
		map_concat map_contains map_contains_entry map_contains_value map_entries map_extract map_extract_value
		map_from_entries map_keys map_values row struct_concat struct_contains struct_extract struct_extract_at
		struct_has struct_indexof struct_insert struct_pack struct_position struct_update union_extract union_tag
		union_value`,
	'types of values': `can_cast_implicitly cast_to_type typeof`,
	'values of a parameter of the recipe': 'getvariable',
	'many rows to one value': `any_value approx_count_distinct arbitrary arg_max arg_max_null arg_min arg_min_null argmax
		argmin array_agg avg bit_and bit_or bit_xor bitstring_agg bool_and bool_or corr count count_if count_star
		countif covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram_exact
		kahan_sum kurtosis kurtosis_pop last list listagg mad max max_by mean median min min_by mode product quantile
		quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy
		regr_syy sem skewness stddev stddev_pop stddev_samp string_agg sum sum_no_overflow sumkahan var_pop var_samp
		variance wavg weighted_avg`
};

/** Of a row among others; DuckDB 1.4 knows them in its grammar and does not list them. */
export const windowFunctions: readonly string[] =
	`cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number`.split(
		' '
	);

/** Those that make one value of many rows. */
export const aggregateFunctions: ReadonlySet<string> = new Set(
	namesIn(groups['many rows to one value']!)
);

function namesIn(text: string): string[] {
	return text.split(/\s+/);
}

/** In lower case; Lookdeeper's own macros among them. */
export const allowedFunctions: ReadonlySet<string> = new Set([
	...Object.values(groups).flatMap(namesIn),
	...windowFunctions,
	...macroNames
]);

/** Names that are functions without parentheses, unless they are columns. */
export const callsWithoutParentheses: ReadonlySet<string> = new Set(
	namesIn(`current_catalog current_date current_localtime current_localtimestamp current_role current_schema
		current_time current_timestamp current_user get_current_time get_current_timestamp localtime localtimestamp
		session_user`)
);

/** Schemas and views in which an engine tells of itself: its settings, folders and logs. */
export const systemRelations: ReadonlySet<string> = new Set(
	namesIn(`information_schema pg_catalog duckdb_columns duckdb_constraints duckdb_databases duckdb_indexes duckdb_logs
		duckdb_schemas duckdb_tables duckdb_types duckdb_views pragma_database_list sqlite_master sqlite_schema
		sqlite_temp_master sqlite_temp_schema pg_am pg_attrdef pg_attribute pg_class pg_collation pg_constraint pg_database
		pg_depend pg_description pg_enum pg_index pg_indexes pg_namespace pg_prepared_statements pg_proc pg_sequence
		pg_sequences pg_settings pg_tables pg_tablespace pg_type pg_views`)
);
