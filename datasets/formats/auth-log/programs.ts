import { COLON, OPEN_PAREN } from '#lib/ascii.ts';
import { bytesOf, equalsBytes, indexOfByte, startsWith } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';
import { accountPhrases } from './account-phrases.ts';
import { loginPhrases, type Phrase } from './login-phrases.ts';
import { phraseShape, type PhraseShape } from './phrase-shape.ts';
import { sshPhrases } from './ssh-phrases.ts';

/** A program and what it may say, in the order in which it is looked for. */
interface Program {
	name: Uint8Array;
	phrases: readonly PhraseShape[];
}

const { pam, sudo, su, login, cron, logind } = loginPhrases;

const programs: readonly Program[] = [
	...named('sshd sshd-session sshd-auth', [...sshPhrases, ...pam]),
	...named('sudo', [...sudo, ...pam]),
	...named('su', [...su, ...pam]),
	...named('login', [...login, ...pam]),
	...named('CRON cron crond CROND crontab', [...cron, ...pam]),
	...named('systemd-logind', [...logind, ...pam]),
	...named(
		'useradd userdel usermod groupadd groupdel groupmod gpasswd passwd chpasswd chage chfn chsh',
		[...accountPhrases, ...pam]
	)
];

const pamAlone = pam.map(phraseShape);

const PAM = bytesOf('pam_');
/** Longest beginning `pam_name(service:type):` that is looked through. */
const MODULE = 96;

/** Whether a program that authenticates wrote the message, or PAM for whichever program. */
export function fits(message: Message): boolean {
	return phrasesFor(message) !== null;
}

/** What the program that wrote the message may say; null where it is none that authenticates. */
export function phrasesFor(message: Message): readonly PhraseShape[] | null {
	const { bytes, programStart, programEnd } = message;
	if (programEnd === programStart) return null;
	for (const { name, phrases } of programs)
		if (equalsBytes(bytes, programStart, programEnd, name)) return phrases;
	return isPam(message) ? pamAlone : null;
}

/** `pam_unix(gdm-password:session): …` */
function isPam({ bytes, start, end }: Message): boolean {
	if (!startsWith(bytes, PAM, start, end)) return false;
	const limit = Math.min(end, start + MODULE);
	const open = indexOfByte(bytes, OPEN_PAREN, start, limit);
	return open > 0 && indexOfByte(bytes, COLON, open, limit) > 0;
}

function named(names: string, phrases: readonly Phrase[]): Program[] {
	const shapes = phrases.map(phraseShape);
	return names.split(' ').map((name) => ({ name: bytesOf(name), phrases: shapes }));
}
