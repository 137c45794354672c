/** Where an annotation stands among the files of a pull request, and its title. */
interface AnnotationPlace {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly col?: number | undefined;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
  readonly title: string;
}

/** A workflow command of GitHub Actions, which becomes an annotation of the line (GitHub Docs, "Workflow commands"). */
export const githubAnnotation = (
  level: 'error' | 'warning',
  place: AnnotationPlace,
  message: string,
): string => {
  const properties = Object.entries(place).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapedProperty(String(value))}`],
  );
  return `::${level} ${properties.join(',')}::${escapedData(message)}\n`;
};

/** As actions/toolkit does it, command.ts. */
const escapedData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
