import { alertLog, connLog, firewallLog, hostLog, webLog } from './accounts.mjs';
import { factsOf } from './facts.mjs';
import { capture } from './packets.mjs';
import * as standing from './standing.mjs';
import { startOf } from './sessions.mjs';
import { attackElsewhere } from './stories/attack-elsewhere.mjs';
import { blockListedSource } from './stories/block-listed-source.mjs';
import { driftedPolicy } from './stories/drifted-policy.mjs';
import { missingLogs } from './stories/missing-logs.mjs';
import { bytesOf } from './text.mjs';

const stories = [attackElsewhere, blockListedSource, driftedPolicy, missingLogs];

/** A list of lines as a file; `records` of them are records. */
function fixed(lines, records) {
	return { lines, stories: new Array(records).fill(null) };
}

function logged({ header = [], entries, footer = [] }, file, story) {
	const kept = entries.filter(({ t }) => story.keeps?.(file, t) ?? true);
	return {
		lines: [...header, ...kept.map(({ line }) => line), ...footer],
		stories: kept.map((entry) => entry.story)
	};
}

function captured(sessions) {
	const shown = sessions.filter(
		({ story }) => story === 'captured-visit' || story === 'alerted-flow'
	);
	const frames = shown
		.sort((a, b) => startOf(a) - startOf(b))
		.flatMap(({ story, packets }) => packets.map((packet) => ({ story, packet })));
	return {
		bytes: capture(frames.map(({ packet }) => packet)),
		stories: frames.map(({ story }) => story)
	};
}

function contentOf({ bytes, lines }) {
	return bytes ?? bytesOf(lines.map((line) => `${line}\n`).join(''));
}

/** Every source of a story: file name, what it is, settings to read it with, content. */
function sourcesOf(story) {
	const { sessions, events } = story.night();
	const log = (file, account) => logged(account, file, story);
	const zone = 'UTC';
	return [
		['alert.sguil.txt', 'The alert as Sguil shows it', { zone }, fixed(standing.sguilEvent, 1)],
		['fast.log', 'Other alerts of the same sensor', { zone }, log('fast.log', alertLog(sessions))],
		['conn.log', 'Sessions, seen outside the firewall', {}, log('conn.log', connLog(sessions))],
		['flow.pcap', 'Packets of the flow and of a visit before it', {}, captured(sessions)],
		[
			'fw-1.log',
			'Log of the border firewall',
			{ zone, year: 2007 },
			log('fw-1.log', firewallLog(sessions))
		],
		[
			'access.log',
			'Web log of the target',
			{ host: '69.143.202.28' },
			log('access.log', webLog(sessions))
		],
		['wazuh.json', 'Host events of the target', {}, log('wazuh.json', hostLog(events))],
		[
			'fw-1.rules',
			'Rules of the border firewall, as audited',
			{ zone, host: 'fw-1,69.143.202.25' },
			fixed(standing.firewallRules, standing.firewallRecords)
		],
		[
			'assets.csv',
			'Inventory of the server network',
			{ zone },
			fixed(standing.assets, standing.assets.length - 1)
		],
		[
			'scan.nmap.xml',
			'Port scan from outside, a week before',
			{},
			fixed(standing.portScan, standing.scanRecords)
		],
		[
			'accepted-risks.csv',
			'Register of accepted risks',
			{ zone },
			fixed(standing.acceptedRisks, standing.acceptedRisks.length - 1)
		],
		[
			'block.netset',
			'Block list that names the source',
			{ zone },
			fixed(standing.blockList, standing.listedNets.length)
		]
	].map(([file, title, settings, made]) => ({ file, title, settings, made }));
}

function originOf(facts) {
	const origins = new Set(facts.map(({ origin }) => origin));
	return origins.size === 1 ? facts[0].origin : 'mixed';
}

function built(story) {
	const sources = sourcesOf(story).map((source) => ({
		...source,
		facts: factsOf(source.file, source.made.stories, story.facts[source.file])
	}));
	const manifest = {
		name: story.name,
		title: story.title,
		question: story.question,
		recipe: 'block-listed-source',
		alert: { source: 'sources/alert.sguil.txt', record: 1 },
		sources: sources.map(({ file, title, settings, facts }) => ({
			file: `sources/${file}`,
			title,
			origin: originOf(facts),
			settings
		})),
		facts: sources.flatMap(({ facts }) => facts),
		truth: story.truth
	};
	const files = sources.map(({ file, made }) => [`sources/${file}`, contentOf(made)]);
	return { manifest, files: new Map(files) };
}

/** Every incident: its manifest, and the bytes of its sources by path within its folder. */
export function buildIncidents() {
	return stories.map(built);
}
