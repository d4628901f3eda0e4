/** Text that Markdown leaves as it is: one line, no markup, no HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

export function markdownCode(text: string): string {
  return `\`${text.replace(/[`\s]+/g, ' ')}\``;
}
