package routes.extension.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a mapping file may say and should not: {@code //} lets an empty text through, which is absent everywhere else, and a
 * part of a fingerprint that is made text of is never missing.
 */
final class MappingTextRule {
    /** Of jq's alternatives those whose other side can be no text. */
    private static final Pattern ON_TEXT =
            Pattern.compile("//(?!=)(?!\\s*(?:[{\\[]|-?\\d|(?:null|true|false|empty|error|not)\\b))");

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern MADE_TEXT = Pattern.compile("tostring|tojson|\\\\\\(");
    private static final Pattern FINGERPRINT = Pattern.compile("^\\s*\\{?\\s*fingerprint:");
    private static final Pattern NEXT_FIELD = Pattern.compile("^\\s*[a-z_]+:");

    private static final Pattern OTHER_FIELD = Pattern.compile(",\\s*[a-z_]+:");

    private MappingTextRule() {}

    /** @param name of the file, as findings name it */
    static List<LintFinding> findings(String name, List<String> lines) {
        List<LintFinding> found = new ArrayList<>();
        boolean fingerprint = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean starts = FINGERPRINT.matcher(line).find();
            fingerprint = starts || fingerprint && !NEXT_FIELD.matcher(line).find();
            if (isComment(line)) {
                continue;
            }
            if (ON_TEXT.matcher(TEXT.matcher(line).replaceAll("\"\"")).find() && !isAddress(line)) {
                found.add(new LintFinding(
                        name, i + 1, "", "\"//\" takes an empty text for a text: write said(a; b) for \"a // b\""));
            }
            if (fingerprint && MADE_TEXT.matcher(ofFingerprint(line, starts)).find()) {
                found.add(
                        new LintFinding(
                                name,
                                i + 1,
                                "",
                                "a missing part of the fingerprint becomes the text null: name the parts in a list, as they are"));
            }
        }
        return found;
    }

    /** The part of a line that stands before the next field. */
    private static String ofFingerprint(String line, boolean starts) {
        String value = starts ? line.substring(line.indexOf("fingerprint:") + "fingerprint:".length()) : line;
        return OTHER_FIELD.split(value, 2)[0];
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    /** {@code docs: https://…} is no jq. */
    private static boolean isAddress(String line) {
        return line.matches("\\s*docs:.*");
    }
}
