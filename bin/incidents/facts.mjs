/** What the records of each source state, and whether that is known or invented. */

const synthetic = (fact) => ({ fact, origin: 'synthetic' });

/** By file and by the part of the story a record belongs to; a story may say otherwise. */
export const commonFacts = {
	'alert.sguil.txt': {
		background: {
			fact: 'Sguil event 1.78890: the message, the time to the second, both addresses and ports, and the IP header of the alerted packet',
			origin: 'known'
		}
	},
	'fast.log': {
		background: synthetic('24 other alerts of the same sensor in the same night, with their times')
	},
	'conn.log': {
		background: synthetic('The other sessions of the night'),
		'captured-visit': synthetic('A reader of the web site, a minute before the alert'),
		'alerted-flow': synthetic(
			'The flow of the alert as Zeek would write its known packets: REJ, two packets each way; uid, duration and the part below the second are invented'
		)
	},
	'fw-1.log': {
		background: synthetic('What fw-1 let through, refused and dropped in the night'),
		'captured-visit': synthetic('fw-1 lets a reader through to port 80, a minute before the alert'),
		'alerted-flow': synthetic('fw-1 refuses both SYN of the alert’s source')
	},
	'access.log': {
		background: synthetic('The requests that www1 answered in the night'),
		'captured-visit': synthetic('What the captured reader asked for')
	},
	'wazuh.json': {
		background: synthetic('Ordinary events of www1, none above level 5')
	},
	'flow.pcap': {
		'captured-visit': synthetic(
			'A reader of the web site, a minute before the alert; the answers of www1 carry TTL 63'
		),
		'alerted-flow': {
			fact: 'Four packets: SYN (Seq=0 Len=0 MSS=1460; the first with the IP header of the alert), RST/ACK back, SYN again from the same port, RST/ACK back',
			origin: 'known',
			invented:
				'the part of the times below the second and the pause between the two SYN, absolute sequence numbers, windows, the SYN’s options beside MSS, the second SYN’s IP identification, the whole IP header of the resets with its TTL 64, Ethernet addresses'
		}
	},
	'assets.csv': { background: synthetic('The inventory of the server network') },
	'scan.nmap.xml': {
		background: synthetic(
			'A scan from outside on 2007-01-08: 80 is open on www1, 443 and 4899 are closed'
		)
	},
	'fw-1.rules': { background: synthetic('The policy of fw-1 as audited on 2006-11-02') },
	'accepted-risks.csv': {
		background: synthetic('Risks that were accepted or mitigated, among them r_admin on 4899')
	},
	'block.netset': {
		background: synthetic(
			'A block list made for this incident; that the source’s net was on a list is what the alert’s rule says'
		)
	}
};

/** Record numbers, in order, as ranges with both ends included. */
function rangesOf(records) {
	const ranges = [];
	for (const record of records) {
		const last = ranges.at(-1);
		if (last !== undefined && last[1] === record - 1) last[1] = record;
		else ranges.push([record, record]);
	}
	return ranges;
}

/** The facts of one source, given the part of the story that each record belongs to. */
export function factsOf(file, stories, own = {}) {
	const known = { ...commonFacts[file], ...own };
	const parts = [...new Set(stories.map((story) => story ?? 'background'))].sort();
	return parts.map((part) => {
		const records = stories.flatMap((story, i) =>
			(story ?? 'background') === part ? [i + 1] : []
		);
		const { fact, origin, invented } = known[part];
		const base = { fact, origin, source: `sources/${file}`, records: rangesOf(records) };
		return invented === undefined ? base : { ...base, invented };
	});
}
