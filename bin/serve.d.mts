export interface Served {
	port: number;
	/** `http://127.0.0.1:PORT/`. */
	url: string;
	/** Ends open connections too. */
	close(): Promise<void>;
}

export interface ServeOptions {
	/** Folder whose files are served. */
	root: string;
	/** The first port to try; 0, the default, for any. */
	port?: number;
	/** Content-Security-Policy of every answer. */
	policy?: string | null;
}

export function serve(options: ServeOptions): Promise<Served>;
