/** Words in which the log of a machine tells of it. */
const words = 'new listening port|listening ports? .*changed|service .*(started|installed|created)';

/** `new_service` is whether the text of an event tells of a service that began to run or to listen; null for null. */
export const newServiceMacro = `CREATE MACRO new_service(message) AS regexp_matches(lower(message), '${words}')`;
