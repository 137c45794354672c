/** Whether a text holds no program. jq continues a comment on the next line after an odd number of backslashes (jq manual, "COMMENTS"). */
export const isBlank = (text: string): boolean =>
  text.replaceAll(/#(?:\\(?:\\|\r?\n)|.)*/g, '').trim() === '';
