/** As many bytes the sentence of a check or a claim may have, and that of a verdict, which gathers those of its steps. */
const MOST_OF_ANSWER = 20_000;
const MOST_OF_VERDICT = 100_000;
/** No outcome is as long. */
const OUTCOME_LETTERS = 100;

const outcome = `left(result.outcome::VARCHAR, ${OUTCOME_LETTERS}) AS outcome`;
const sentence = 'result.because::VARCHAR';
const size = `strlen(${sentence})`;

/**
 * The columns of an answer, of the relation `result`. What is too long for a sentence fails before it leaves the
 * database: to hand it over may cost the engine its life.
 */
export const answerColumns = `${outcome}, CASE WHEN ${size} > ${MOST_OF_ANSWER}
	THEN error('because is too long for a sentence: ' || ${size} || ' bytes, where ${MOST_OF_ANSWER} are the most')
	ELSE ${sentence} END AS because`;

/**
 * The columns of a verdict, whose sentence is cut and says so: verdicts are asked in thousands of cases for their
 * outcome alone, and the database leaves out what nobody reads, but never what may fail.
 */
export const verdictColumns = `${outcome}, CASE WHEN ${size} > ${MOST_OF_VERDICT}
	THEN left(${sentence}, ${MOST_OF_VERDICT}) || '… (cut, of ' || ${size} || ' bytes)'
	ELSE ${sentence} END AS because`;
