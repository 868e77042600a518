/** The key that does what a command does. */
export interface KeyPress {
	/** As `KeyboardEvent.key` has it. */
	key: string;
	/** Held together with Control or Command. */
	mod?: boolean;
	/** Held together with Alt. */
	alt?: boolean;
	/** Held together with Shift; keys that make a character without `mod` are named by that character. */
	shift?: boolean;
	/** Where the focus has to be, as a selector; anywhere but in text where it is not said. */
	within?: string;
	/** The same in words. */
	where?: string;
	/** True where a text field does the same to its own text. */
	leavesText?: boolean;
	/** What it does, as the list of keys says it. */
	does: string;
}

/** Something that a person can do, by its words or by a key. */
export interface Command {
	/** No other command has it. */
	id: string;
	/** As the palette offers it; null where it does not, as nothing would come of it or a key is all there is. */
	title: string | null;
	/** What sort of thing it is, in one word. */
	group: string;
	/** Absent where no key does it. */
	press?: KeyPress;
	act(): void;
}
