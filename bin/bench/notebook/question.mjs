/** The first question of Explore about the alert of the sample incident, opened to be written. */
export async function openQuestion(page, url) {
	await page.goto(url);
	await page.locator('[data-run="done"]').first().waitFor({ state: 'attached' });
	await page
		.getByRole('navigation')
		.getByRole('button', { name: /^Explore/ })
		.click();
	await page.getByRole('button', { name: 'Top talkers', exact: true }).click();
	const card = page.getByRole('article', { name: 'Top talkers' });
	await card.locator('[role=grid]').first().waitFor();
	await card.getByRole('button', { name: /^Edit/ }).click();
	const editor = card.locator('[contenteditable=true]');
	await editor.waitFor();
	return { card, editor };
}

const EDITS = 12;

/**
 * Milliseconds of each edit of a question that reads the alert, from the press that asks it until its new rows are
 * drawn.
 */
export async function measureEdits(browser, url) {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const page = await context.newPage();
	page.setDefaultTimeout(120_000);
	const { card, editor } = await openQuestion(page, url);
	const times = [];
	for (let i = 0; i <= EDITS; i++) {
		// What was asked and answered is closed.
		if (i > 0) await card.getByRole('button', { name: /^Edit/ }).click();
		await editor.waitFor();
		await editor.click();
		await page.keyboard.press('Control+a');
		await page.keyboard.insertText(
			`SELECT 'mark ${i} of it' AS told, count(*) AS n FROM sessions WHERE src_ip = alert.src_ip`
		);
		// Completion and the check of what is written have come to rest.
		await page.waitForTimeout(800);
		const shown = page.evaluate(whenDrawn, `mark ${i} of it`);
		await card.getByRole('button', { name: 'Ask', exact: true }).press('Enter');
		times.push(await shown);
		await editor.waitFor({ state: 'detached' });
	}
	await context.close();
	// The first one brings what later ones have.
	return times.slice(1);
}

/** Runs in the page: milliseconds from the next key until a cell of a grid with a text is drawn. */
function whenDrawn(text) {
	return new Promise((resolve) => {
		let began = null;
		document.addEventListener('keydown', () => (began ??= performance.now()), {
			capture: true,
			once: true
		});
		const has = () =>
			[...document.querySelectorAll('[role=gridcell]')].some((cell) =>
				cell.textContent.includes(text)
			);
		const observer = new MutationObserver(() => {
			if (began === null || !has()) return;
			observer.disconnect();
			requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
		});
		observer.observe(document.body, { subtree: true, childList: true, characterData: true });
	});
}
