import type { Conversation, StreamSegment } from '../stream/follow.ts';
import { beginsAs, MOST_LINE, type HttpRole } from './head.ts';
import { HttpReader, type HttpRest } from './http-reader.ts';
import { statusOf, valuesOf, type HttpMessage } from './message.ts';
import { WayBytes } from './way-bytes.ts';

/** A request and what was answered to it. */
export interface HttpExchange {
	/** Null where it is not known which one was answered. */
	request: HttpMessage | null;
	/** Those for the time being (1xx) first; none where it is not known which one is its own, or there is none. */
	answers: readonly HttpMessage[];
	/** Whether the answers were told apart; false where so much is missing that none can be said to be its own. */
	isPaired: boolean;
}

/** What a connection of TCP said in HTTP/1. */
export interface HttpStream {
	/** In the order in which they began. */
	exchanges: readonly HttpExchange[];
	/** What is in no message. */
	rests: readonly HttpRest[];
}

/**
 * The requests and answers of a connection; null where it does not begin as HTTP/1 either way. Answers are paired by
 * their order, as HTTP/1 has it, up to where something is missing that could have held one of them.
 */
export function httpOf({ proto, segments }: Conversation): HttpStream | null {
	if (proto !== 'tcp') return null;
	const ways = [wayOf(segments, 0), wayOf(segments, 1)] as const;
	const client = clientOf(ways);
	if (client === null) return null;
	const server = client === 0 ? 1 : 0;
	const requests = new HttpReader(client, 'request', ways[client]);
	const answers = new HttpReader(server, 'answer', ways[server]);
	const exchanges = new Pairing(requests, answers).all();
	exchanges.sort((a, b) => (beganWith(a) ?? 0) - (beganWith(b) ?? 0));
	return { exchanges, rests: [...requests.rests, ...answers.rests] };
}

function wayOf(segments: readonly StreamSegment[], way: 0 | 1): WayBytes {
	return new WayBytes(
		segments.filter((segment) => segment.way === way).sort((a, b) => a.start - b.start)
	);
}

/** The end that asks; null where no end speaks HTTP/1. */
function clientOf(ways: readonly [WayBytes, WayBytes]): 0 | 1 | null {
	const begins = (way: 0 | 1, role: HttpRole) => beginsAs(role, ways[way].firstBytes(MOST_LINE));
	if (begins(0, 'request')) return 0;
	if (begins(1, 'request')) return 1;
	if (begins(1, 'answer')) return 0;
	return begins(0, 'answer') ? 1 : null;
}

function beganWith({ request, answers }: HttpExchange): number | null {
	return (request ?? answers[0])?.record ?? null;
}

class Pairing {
	readonly #requests: HttpReader;
	readonly #answers: HttpReader;
	readonly #found: HttpExchange[] = [];

	constructor(requests: HttpReader, answers: HttpReader) {
		this.#requests = requests;
		this.#answers = answers;
	}

	all(): HttpExchange[] {
		while (this.#requests.seek()) {
			const request = this.#requests.read(null);
			const answers = this.#answersTo(request);
			const isPaired = answers.length > 0 || this.#isInStep();
			this.#found.push({ request, answers, isPaired });
			this.#switch(request, answers.at(-1));
		}
		while (this.#answers.seek()) this.#alone(this.#answers.read(null));
		return this.#found;
	}

	#isInStep(): boolean {
		return !this.#requests.hasLost && !this.#answers.hasLost;
	}

	#answersTo(request: HttpMessage): HttpMessage[] {
		const own: HttpMessage[] = [];
		while (this.#isInStep() && this.#answers.seek() && this.#isInStep()) {
			if (this.#answers.isBefore(request)) {
				this.#alone(this.#answers.read(null));
				continue;
			}
			const answer = this.#answers.read(methodOf(request));
			own.push(answer);
			if (!isInterim(answer)) break;
		}
		return own;
	}

	#alone(answer: HttpMessage): void {
		this.#found.push({ request: null, answers: [answer], isPaired: false });
	}

	/** Behind a tunnel or another protocol that was agreed upon nothing is HTTP/1 any more. */
	#switch(request: HttpMessage, answer: HttpMessage | undefined): void {
		if (answer === undefined) return;
		const status = statusOf(answer);
		const isTunnel = methodOf(request) === 'CONNECT' && status >= 200 && status < 300;
		if (!isTunnel && status !== 101) return;
		const to = valuesOf(answer.fields, 'upgrade').join(', ');
		const reason = isTunnel ? 'behind CONNECT it is a tunnel' : `it went on as ${to || 'another protocol'}`; // prettier-ignore
		this.#requests.end(reason);
		this.#answers.end(reason);
	}
}

function methodOf({ line }: HttpMessage): string {
	return line.split(' ', 1)[0]!;
}

function isInterim(answer: HttpMessage): boolean {
	const status = statusOf(answer);
	return status < 200 && status !== 101;
}
