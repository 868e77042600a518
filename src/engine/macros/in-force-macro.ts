/**
 * `in_force` is whether an entry of a register or a list counted at a moment: false where it was taken back, began later
 * or had ended (`valid_until` is its last moment), true where its source says all three things and none of them is so.
 * Null where the source does not say enough: then nothing is claimed.
 */
export const inForceMacro = `CREATE MACRO in_force(taken_back, valid_from, valid_until, moment) AS CASE
		WHEN taken_back OR moment < valid_from OR moment > valid_until THEN false
		WHEN NOT taken_back AND moment >= valid_from AND moment <= valid_until THEN true END`;
