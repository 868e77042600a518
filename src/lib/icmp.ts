/** Types of ICMP and ICMPv6 (their numbers do not overlap) by what they do. */

/** They ask one host for an answer: echo, timestamp, information, address mask. */
export const icmpRequests: ReadonlySet<number> = new Set([8, 13, 15, 17, 128]);

/** Nobody sends them but who was asked. */
export const icmpReplies: ReadonlySet<number> = new Set([0, 14, 16, 18, 129]);

/** They ask whoever may be concerned; what answers them is also sent unasked: of routers, neighbours, listeners. */
export const icmpSolicitations: ReadonlySet<number> = new Set([10, 130, 133, 135, 139, 144]);
