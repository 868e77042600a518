export { deflateSync, Inflate } from 'fflate';
export { fromMarkdown } from 'mdast-util-from-markdown';
export { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
