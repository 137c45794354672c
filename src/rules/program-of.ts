/** The whole text of what was compiled of a rule or an ignore. */
export const programOf = ({
  definitions,
  jqMatch,
}: {
  readonly definitions: string;
  readonly jqMatch: string;
}): string => `${definitions}${jqMatch}`;
