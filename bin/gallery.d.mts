export interface ServedGallery {
	/** Of the page that draws every kind of cell. */
	address: string;
	close(): Promise<void>;
}

export function serveGallery(): Promise<ServedGallery>;
