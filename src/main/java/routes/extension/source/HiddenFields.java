package routes.extension.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routes.common.json.Json;

/**
 * Hides the values of fields in a text, by the names of the fields: in JSON at any depth, and in a form or XML that could not
 * be decoded. The rest stays byte for byte, and the text may be cut off or wrong elsewhere.
 */
final class HiddenFields {
    private static final String HIDDEN = "\"***\"";

    private final Set<String> names;

    HiddenFields(Set<String> names) {
        this.names = names.stream().map(HiddenFields::asBytes).collect(Collectors.toUnmodifiableSet());
    }

    /** In a form or in XML: {@code name=value} and {@code <name>value}. */
    byte[] inText(byte[] text) {
        if (names.isEmpty()) {
            return text;
        }
        String any = names.stream()
                .map(name -> Pattern.quote(name.startsWith("@") ? name.substring(1) : name))
                .collect(Collectors.joining("|"));
        String hidden = Pattern.compile("(?<![\\w.-])((?:" + any + ")(?:\\s[^<>]*)?\\s*[=>]\\s*[\"']?)[^&<>\"'\\s]+")
                .matcher(new String(text, StandardCharsets.ISO_8859_1))
                .replaceAll("$1***");
        return hidden.getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] in(byte[] json) {
        return names.isEmpty() ? json : new Scan(new String(json, StandardCharsets.ISO_8859_1)).hidden();
    }

    /** One character for each byte of UTF-8. */
    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private final class Scan {
        private final String text;
        private final StringBuilder written = new StringBuilder();
        private int at;

        Scan(String text) {
            this.text = text;
        }

        byte[] hidden() {
            while (at < text.length()) {
                if (text.charAt(at) == '"') {
                    string();
                } else {
                    written.append(text.charAt(at++));
                }
            }
            return written.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        /** A string; if it is the name of a hidden field, its value is left out. */
        private void string() {
            int end = endOfString(at);
            int colon = afterBlanks(end);
            boolean name = colon < text.length() && text.charAt(colon) == ':';
            if (name && names.contains(unescaped(text.substring(at, end)))) {
                int value = afterBlanks(colon + 1);
                written.append(text, at, value).append(HIDDEN);
                at = endOfValue(value);
            } else {
                written.append(text, at, end);
                at = end;
            }
        }

        private int endOfValue(int start) {
            int end = nextOfObject(start);
            while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            return end;
        }

        /** Where the value is over: a comma, a bracket of what is around it, or the end of the text. */
        private int nextOfObject(int start) {
            int end = start;
            int depth = 0;
            while (end < text.length()) {
                char one = text.charAt(end);
                boolean closes = one == '}' || one == ']';
                if (depth == 0 && (closes || one == ',')) {
                    return end;
                }
                depth += one == '{' || one == '[' ? 1 : closes ? -1 : 0;
                end = one == '"' ? endOfString(end) : end + 1;
            }
            return end;
        }

        /** After the quote that ends it, or at the end of the text. */
        private int endOfString(int start) {
            int end = start + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            return Math.min(text.length(), end + 1);
        }

        private int afterBlanks(int start) {
            int end = start;
            while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return end;
        }

        private String unescaped(String quoted) {
            try {
                return quoted.indexOf('\\') < 0
                        ? quoted.substring(1, Math.max(1, quoted.length() - 1))
                        : asBytes(Json.mapper().readValue(bytes(quoted), String.class));
            } catch (IOException e) {
                return quoted;
            }
        }

        private byte[] bytes(String part) {
            return part.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
