import { describe, expect, it } from 'vitest';
import { attributesIn } from '../../../src/import/terraform.ts';

const found = (source: string) =>
  attributesIn(source)
    .filter(({ texts }) => texts.length > 0)
    .map(({ key, texts, block }) => [block.header.join(' '), key, texts.map(({ text }) => text)]);

describe('Terraform', () => {
  it('has texts in blocks and maps, also in those within others', () => {
    const source = `
resource "aws_thing" "name" {
  a = "one"
  inner { b = "two" }
  map = { c = "three", d = var.x }
  e   = ["four", "five",]
}
f = "six"`;
    expect(found(source)).toEqual([
      ['resource aws_thing name', 'a', ['one']],
      ['inner', 'b', ['two']],
      ['map', 'c', ['three']],
      ['resource aws_thing name', 'e', ['four', 'five']],
      ['', 'f', ['six']],
    ]);
  });

  it('has escapes, and texts of several lines as they are', () => {
    expect(
      found('a = "x\\"y\\\\\\n\\u0041$${z}"\nb = <<-EOT\n  one "two"\n  three\\n\nEOT\nc = "d"'),
    ).toEqual([
      ['', 'a', [`x"y\\\nA\${z}`]],
      ['', 'b', ['  one "two"\n  three\\n']],
      ['', 'c', ['d']],
    ]);
  });

  it('joins lists of texts', () => {
    expect(found('a = join(",", ["one", "two"])\nb = join(",", local.a)')).toEqual([
      ['', 'a', ['one', 'two']],
    ]);
  });

  it('has comments, in which nothing is said', () => {
    expect(found('# a = "1"\n// b = "2"\n/* c = "3"\n*/ d = "4" # e = "5"')).toEqual([['', 'd', ['4']]]);
  });

  it('says what is put into a text, and what the comment before it is', () => {
    const source = `a = [\n  # First\n  # of all\n  "x\${lookup(var.y, "z")}",\n  "plain",\n]`;
    expect(attributesIn(source)[0]?.texts).toMatchObject([
      { isTemplate: true, comment: 'First of all' },
      { text: 'plain', isTemplate: false, comment: undefined },
    ]);
  });
});
