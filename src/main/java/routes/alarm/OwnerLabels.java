package routes.alarm;

import java.util.ArrayList;
import java.util.List;

/**
 * The owners of an alarm, read from labels named {@code projects_NN}, {@code products_NN} and {@code customers_NN}
 * (exactly two digits; order and duplicates kept; a blank value names no owner).
 */
public record OwnerLabels(List<String> project, List<String> product, List<String> customer) {
    /** A label as sources send it: a name may occur twice. */
    public record Label(String name, String value) {}

    public static OwnerLabels from(List<Label> labels) {
        return new OwnerLabels(
                valuesOf("projects_", labels), valuesOf("products_", labels), valuesOf("customers_", labels));
    }

    private static List<String> valuesOf(String prefix, List<Label> labels) {
        List<String> values = new ArrayList<>();
        for (Label label : labels) {
            if (isNumbered(prefix, label.name()) && !PlainText.isBlank(label.value())) {
                values.add(label.value());
            }
        }
        return List.copyOf(values);
    }

    private static boolean isNumbered(String prefix, String name) {
        int digits = prefix.length();
        return name.length() == digits + 2
                && name.startsWith(prefix)
                && isDigit(name.charAt(digits))
                && isDigit(name.charAt(digits + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
