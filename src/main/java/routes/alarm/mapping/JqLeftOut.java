package routes.alarm.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What real jq has and a mapping has not, and what is written instead. */
final class JqLeftOut {
    private static final String LINES =
            """
            input inputs input_filename input_line_number = a mapping reads one body: it is . in each and $body in alarm
            env $ENV hostname modulemeta $__loc__ $__prog_args = a mapping does not see the environment or the machine
            get_search_list get_prog_origin get_jq_origin = a mapping does not see the environment or the machine
            debug stderr debug_scope = a mapping prints nothing: veaiops try shows what it makes
            halt halt_error = error("why") refuses the alarm
            localtime strflocaltime = format_time(pattern; zone) writes a time, time(pattern; zone) reads one
            acosh asinh atanh copysign drem erf erfc fdim fma fmod frexp gamma hypot = MATHEMATICS
            j0 j1 jn ldexp lgamma lgamma_r logb modf nearbyint nextafter nexttoward pow10 = MATHEMATICS
            remainder rint scalb scalbln significand tgamma y0 y1 yn = MATHEMATICS
            have_decnum have_literal_numbers = a whole number of up to 18 digits keeps each digit
            format = write the format itself: @csv, @json, @uri, @base64 …
            @base32 = @base64 is there
            @base32d = @base64d is there
            scalars_or_empty = scalars is there
            """;
    private static final String MATHEMATICS = "of mathematics there are floor, ceil, round, trunc, abs, sqrt, pow, log,"
            + " exp and the trigonometric functions";
    private static final Map<String, String> INSTEAD = all();

    private JqLeftOut() {}

    /** What to write in the place of a name; empty for a name that jq does not know either. */
    static Optional<String> instead(String name) {
        return Optional.ofNullable(INSTEAD.get(name));
    }

    /** By name. */
    static Map<String, String> names() {
        return INSTEAD;
    }

    private static Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        for (String line : LINES.split("\n")) {
            String[] sides = line.split(" = ", 2);
            String advice = sides[1].replace("MATHEMATICS", MATHEMATICS);
            for (String name : sides[0].split(" ")) {
                all.put(name, advice);
            }
        }
        return Map.copyOf(all);
    }
}
