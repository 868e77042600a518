/** What a sensor counted and saw of both sides of one flow; null for what the record does not say. */
export interface FlowFacts {
	/** IANA number of the protocol; -1 where it is not known. */
	proto: number;
	/** Whether an ICMP error about the flow counts as one of the packets to the client. */
	countsErrors: boolean;
	packetsToClient: number | null;
	/** All TCP flags that the client sent, and all that the server sent. */
	clientFlags: number | null;
	serverFlags: number | null;
}

const TCP = 6;
const UDP = 17;
const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

/**
 * Whether the responder sent anything but a reset or an ICMP error; null where the record cannot say, as where
 * the client's own flags tell of something that it saw and the sensor did not: then the sensor saw one way
 * alone. Where errors are counted among the packets to the client, these prove no answer of their own.
 */
export function answeredOf(facts: FlowFacts): boolean | null {
	const { proto, packetsToClient, countsErrors } = facts;
	if (proto === TCP) return tcpAnswered(facts);
	if (packetsToClient === 0) return proto < 0 ? null : false;
	return proto === UDP && !countsErrors && packetsToClient !== null ? true : null;
}

function tcpAnswered({ clientFlags, serverFlags, packetsToClient }: FlowFacts): boolean | null {
	const server = packetsToClient === 0 ? 0 : serverFlags;
	if (server === null) return null;
	if ((server & ~(RST | ACK)) !== 0 || server === ACK) return true;
	if (clientFlags === null) return null;
	// What went before the first packet that was seen may have been an answer.
	if ((clientFlags & SYN) === 0) return null;
	// No client acknowledges or closes before the other side has sent its SYN.
	if ((clientFlags & (ACK | FIN)) !== 0) return null;
	// One that scans resets what accepted it, and has nothing to reset where nobody answers.
	return (clientFlags & RST) !== 0 && server === 0 ? null : false;
}

/**
 * Zeek's word for the connection, from the flags of both sides. The flags are the sum over the flow: where
 * their order would decide, the word is null. ICMP and protocols without flags have none.
 */
export function connStateOf(facts: FlowFacts): string | null {
	const { proto, packetsToClient, clientFlags, serverFlags } = facts;
	if (proto === UDP) return packetsToClient === 0 ? 'S0' : udpState(facts);
	if (proto !== TCP || clientFlags === null || serverFlags === null) return null;
	if ((clientFlags & SYN) === 0) return withoutSyn(serverFlags);
	if ((serverFlags & SYN) !== 0) return established(clientFlags, serverFlags);
	if ((serverFlags & RST) !== 0) return 'REJ';
	if (serverFlags !== 0) return null;
	if ((clientFlags & RST) !== 0) return 'RSTOS0';
	return (clientFlags & FIN) !== 0 ? 'SH' : 'S0';
}

function udpState(facts: FlowFacts): string | null {
	return answeredOf(facts) === true ? 'SF' : null;
}

function withoutSyn(serverFlags: number): string {
	if ((serverFlags & SYN) === 0) return 'OTH';
	if ((serverFlags & RST) !== 0) return 'RSTRH';
	return (serverFlags & FIN) !== 0 ? 'SHR' : 'OTH';
}

/** Both sides sent their SYN. */
function established(client: number, server: number): string | null {
	const bothFinished = (client & server & FIN) !== 0;
	const resets = (client & RST ? 1 : 0) + (server & RST ? 2 : 0);
	if (resets !== 0) {
		if (bothFinished || resets === 3) return null;
		return resets === 1 ? 'RSTO' : 'RSTR';
	}
	if (bothFinished) return 'SF';
	if ((client & FIN) !== 0) return 'S2';
	if ((server & FIN) !== 0) return 'S3';
	return (client & ACK) !== 0 ? 'S1' : null;
}
