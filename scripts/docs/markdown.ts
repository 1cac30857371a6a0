/** A Markdown table; a bar inside a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** A page of blocks, with the sentence that says where it comes from. */
export function page(title: string, source: string, blocks: readonly string[]): string {
  const note = `*Generated from ${source} by \`npm run docs\`: change it there.*`;
  return `${[`# ${title}`, note, ...blocks].join('\n\n')}\n`;
}

export const code = (text: string): string => `\`${text}\``;
