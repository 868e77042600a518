import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { visibleTexts } from './bin/visible-text.mjs';

export default {
	preprocess: [visibleTexts, vitePreprocess()],
	compilerOptions: { runes: true }
};
