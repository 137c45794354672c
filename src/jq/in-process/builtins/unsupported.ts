/** All other builtins of jq 1.8.2, with the reason for which a program that reaches one bails out. */
export const unsupportedBuiltins: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'more than the program and its input':
      'input/0 inputs/0 input_filename/0 input_line_number/0 debug/0 debug/1 stderr/0 halt/0 halt_error/0 halt_error/1 env/0 get_search_list/0 get_prog_origin/0 get_jq_origin/0 modulemeta/0 builtins/0 have_decnum/0 have_literal_numbers/0',
    'may not end': 'recurse/1 recurse/2 repeat/1 until/2 while/2 walk/1',
    'infinity and NaN': 'nan/0 infinite/0 finites/0 normals/0',
    'results that differ between math libraries':
      'acos/0 acosh/0 asin/0 asinh/0 atan/0 atan2/2 atanh/0 cbrt/0 copysign/2 cos/0 cosh/0 drem/2 erf/0 erfc/0 exp/0 exp10/0 exp2/0 expm1/0 fdim/2 fma/3 fmax/2 fmin/2 fmod/2 frexp/0 gamma/0 hypot/2 j0/0 j1/0 jn/2 ldexp/2 lgamma/0 lgamma_r/0 log/0 log10/0 log1p/0 log2/0 logb/0 modf/0 nearbyint/0 nextafter/2 nexttoward/2 pow/2 remainder/2 rint/0 scalb/2 scalbln/2 significand/0 sin/0 sinh/0 tan/0 tanh/0 tgamma/0 y0/0 y1/0 yn/2',
    'rarely used':
      'INDEX/1 INDEX/2 JOIN/2 JOIN/3 JOIN/4 bsearch/1 combinations/0 combinations/1 fromstream/1 tostream/0 truncate_stream/1 transpose/0',
  }).flatMap(([reason, names]) => names.split(' ').map((name) => [name, reason] as const)),
);
