import type { Attachment } from 'svelte/attachments';

/** Tells once that an element comes into sight, or near to it; where that cannot be seen, that it is there. */
export function whenOnScreen(tell: () => void): Attachment {
	return (element) => {
		if (typeof IntersectionObserver === 'undefined') return tell();
		const observer = new IntersectionObserver(
			(entries) => {
				if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
				observer.disconnect();
				tell();
			},
			{ rootMargin: '200px' }
		);
		observer.observe(element);
		return () => observer.disconnect();
	};
}
