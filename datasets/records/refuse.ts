import { Failure, messageOf } from '#lib/failure.ts';
import type { Sink } from '../format.ts';

/** Rejects the record at hand for what its handler threw; anything but a `Failure` is thrown on. */
export function refuse(sink: Pick<Sink, 'reject'>, error: unknown): void {
	if (!(error instanceof Failure)) throw error;
	sink.reject(messageOf(error), error.kind === 'nothing to keep');
}
