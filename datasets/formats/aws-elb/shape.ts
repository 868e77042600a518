const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?`;
const endpoint = String.raw`\S{1,64}:\d{1,5}`;
const seconds = String.raw`-?[\d.]{1,20}`;

const application = new RegExp(
	`^(?:https?|h2|grpcs|wss?) ${time} \\S{1,256} ${endpoint} (?:${endpoint}|-) ${seconds} `
);
const classic = new RegExp(`^${time} \\S{1,64} ${endpoint} (?:${endpoint}|-) ${seconds} `);
const network = new RegExp(`^tls [\\d.]{1,8} ${time} \\S{1,256} \\S{1,64} ${endpoint} `);

/** Whether a line begins as those of one of the three kinds do. */
export function looksLike(line: string): boolean {
	const start = line.slice(0, 1024);
	return application.test(start) || classic.test(start) || network.test(start);
}
