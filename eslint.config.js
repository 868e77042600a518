import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
	{ ignores: ['dist/', 'artifacts/', 'node_modules/'] },
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'svelte/no-at-html-tags': 'error',
			// State is replaced whole (`$state.raw`): what is no state may be an ordinary Map or Date.
			'svelte/prefer-svelte-reactivity': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-dynamic-delete': 'off',
			'@typescript-eslint/no-invalid-void-type': 'off',
			'no-control-regex': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } },
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'SvelteElement[name.name="details"] SvelteAttribute[key.name="open"]',
					message: 'it is set again whenever its neighbours change: use opensWhen'
				}
			]
		}
	}
);
