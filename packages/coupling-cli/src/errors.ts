/** Input or arguments that nothing can be done with: exit 2, every line said on stderr. */
export class UnusableError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
    this.name = 'UnusableError';
  }
}

/** `file:line: message`, as compilers and editors write it, with what is known. */
export function located(
  message: string,
  where: { file?: string; line?: number },
): string {
  if (where.file === undefined) return message;
  return where.line === undefined
    ? `${where.file}: ${message}`
    : `${where.file}:${where.line}: ${message}`;
}

/** The words of a thrown value, first line only: what follows is a code frame or a stack. */
export function reason(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  const text = typeof message === 'string' ? message : String(error);
  return text.split('\n', 1)[0];
}
