import type { Format, Head, Recognition } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { LoadBalancerLine } from './line.ts';
import { looksLike } from './shape.ts';

/**
 * The access logs of AWS load balancers (docs.aws.amazon.com, "Access logs"): of application load balancers, of
 * classic ones, and of the TLS listeners of network load balancers.
 */
const format: Format = {
	name: 'aws-elb',
	title: 'AWS load balancer access log',
	tables: ['web', 'sessions', 'tls'],
	cannotKnow: [
		'the address of an application or classic load balancer: the destination is the target behind it',
		'referer and user: these headers are not logged',
		'whether the client is a proxy that speaks for another',
		'the size of the body alone: the bytes are those of the whole response',
		'every request: the logs are delivered as well as can be, and are no complete account',
		'what a classic load balancer’s TCP session was, and how it ended'
	],
	recognise,
	open: (sink) => lines(sink, new LoadBalancerLine(sink))
};

export default format;

function recognise(head: Head): Recognition | null {
	const fitting = head.lines.filter(looksLike).length;
	if (fitting === 0) return null;
	const confidence = fitting / head.lines.length > 0.5 ? 0.95 : 0.6;
	return { confidence, because: 'a time, a load balancer, client and target with their ports' };
}
