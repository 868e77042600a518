/** The words of each kind of line, in their order. Newer logs have more of them at the end. */
export const application = [
	'type', 'time', 'elb', 'client', 'target', 'request_processing_time', 'target_processing_time',
	'response_processing_time', 'elb_status_code', 'target_status_code', 'received_bytes', 'sent_bytes',
	'request', 'user_agent', 'ssl_cipher', 'ssl_protocol', 'target_group_arn', 'trace_id', 'domain_name',
	'chosen_cert_arn', 'matched_rule_priority', 'request_creation_time', 'actions_executed',
	'redirect_url', 'error_reason', 'target_list', 'target_status_code_list', 'classification',
	'classification_reason', 'conn_trace_id'
] as const; // prettier-ignore

export const classic = [
	'time', 'elb', 'client', 'target', 'request_processing_time', 'target_processing_time',
	'response_processing_time', 'elb_status_code', 'target_status_code', 'received_bytes', 'sent_bytes',
	'request', 'user_agent', 'ssl_cipher', 'ssl_protocol'
] as const; // prettier-ignore

export const network = [
	'type', 'version', 'time', 'elb', 'listener', 'client', 'destination', 'connection_time',
	'tls_handshake_time', 'received_bytes', 'sent_bytes', 'incoming_tls_alert', 'chosen_cert_arn',
	'chosen_cert_serial', 'tls_cipher', 'tls_protocol_version', 'tls_named_group', 'domain_name',
	'alpn_fe_protocol', 'alpn_be_protocol', 'alpn_client_preference_list', 'tls_connection_creation_time'
] as const; // prettier-ignore

/** Words that every line of the kind has, however old it is: what stands behind may be missing. */
export const needed = { application: 14, classic: 12, network: 18 } as const;
