import { Session } from 'node:inspector/promises';
import process from 'node:process';
import { withModule } from '../load-module.mjs';

/** Functions run and calls made, of our own files: for one alert, for every alert, and by one edit of a check. */
export function countCalls() {
	return withModule('/test/support/measured-run.ts', async ({ measuredRun }) => {
		const session = new Session();
		session.connect();
		await session.post('Profiler.enable');
		const counted = {};
		await measuredRun(async (name, work) => {
			await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
			await work();
			const { result } = await session.post('Profiler.takePreciseCoverage');
			await session.post('Profiler.stopPreciseCoverage');
			counted[name] = tallied(result);
		});
		return counted;
	});
}

function tallied(scripts) {
	const own = scripts.filter(({ url }) => /\/(src|cells|datasets)\//.test(url) && isOwn(url));
	const counts = own.flatMap(({ url, functions }) =>
		functions
			.filter(({ functionName }) => functionName !== '')
			.map(({ functionName, ranges }) => ({ url, functionName, count: ranges[0].count }))
			.filter(({ count }) => count > 0)
	);
	const calls = counts.reduce((sum, { count }) => sum + count, 0);
	const most = counts.sort((a, b) => b.count - a.count).slice(0, 8);
	return {
		functions: counts.length,
		calls,
		most: most.map(({ url, functionName, count }) => `${short(url)} ${functionName}: ${count}`)
	};
}

function isOwn(url) {
	return url.includes(process.cwd()) && !url.includes('node_modules');
}

function short(url) {
	return url.slice(url.indexOf(process.cwd()) + process.cwd().length + 1);
}
