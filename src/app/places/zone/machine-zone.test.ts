import { expect, test } from 'vitest';
import { utc } from '#lib/zone.ts';
import { machineZone } from './machine-zone.ts';

test('the zone of a machine has its name of today, though browsers keep an old one', () => {
	expect(machineZone('Asia/Calcutta').name).toBe('Asia/Kolkata');
	expect(machineZone('Europe/Berlin').name).toBe('Europe/Berlin');
});

test.each(['Etc/UTC', 'GMT', 'Etc/Unknown', ''])('a machine in the zone “%s” is in UTC', (name) => {
	expect(machineZone(name)).toBe(utc);
});
