import { late } from '../../services/late.ts';

/** The bytes of a record, in hexadecimal and as the packet that they are. */
export const LateBytes = late(() => import('#ui/record/RecordBytes.svelte'));
