import { Failure } from '#lib/failure.ts';
import { JsonReader } from '#lib/json-reader.ts';
import type { Message } from '../../format.ts';
import { isJsonObject, jsonStart } from './json-messages.ts';

/** Tells which of some paths the JSON object of a message has. */
export interface MessageKeys {
	/** False where the message is no JSON object. One that breaks off is asked as far as it goes. */
	read(message: Message): boolean;
	/** Whether the object that was read last has the path of that index. */
	has(index: number): boolean;
}

/** @param paths keys joined by full stops */
export function messageKeys(...paths: string[]): MessageKeys {
	const reader = new JsonReader();
	const nodes = paths.map((path) => reader.at(...path.split('.')));
	return {
		read(message) {
			if (!isJsonObject(message)) return false;
			try {
				reader.walk(message.bytes, jsonStart(message), message.end);
			} catch (error) {
				if (!(error instanceof Failure)) throw error;
			}
			return true;
		},
		has: (index) => reader.has(nodes[index]!)
	};
}
