/** What looks like a mistake of somebody new to jq, and is none. */
export const goodProgramsOfAnalysts: readonly string[] = [
  '(.errorCode // "") == "AccessDenied"',
  '.errorCode // "" | . == "AccessDenied"',
  '(.requestParameters.a // false) or .eventName == "DeleteTrail"',
  '.requestParameters.a // .eventName == "DeleteTrail"',
];
