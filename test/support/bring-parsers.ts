import { bringParsers } from '#recipe/parsers.ts';

await bringParsers();
