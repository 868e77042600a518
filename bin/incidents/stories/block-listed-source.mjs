import { ordinaryNight, refusedFlow } from '../night.mjs';

/** The incident as it was told, with an ordinary night invented round it. */
export const blockListedSource = {
	name: 'block-listed-source',
	title: 'Block-listed source touched a host',
	question:
		'Did the block-listed source get anything from the web server, and how much work does it take to know?',
	truth: {
		triage: { verdict: 'disregard' },
		'deep-dive': { verdict: 'disregard' },
		right: 'both',
		lesson:
			'The fast path and the long one end alike here. What they differ in is cost, and in what each would not have noticed.'
	},
	night() {
		const night = ordinaryNight();
		return { ...night, sessions: [...night.sessions, refusedFlow()] };
	},
	facts: {}
};
