package routes.alarm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whom an alarm belongs to, read from labels named {@code projects_NN}, {@code products_NN} and {@code customers_NN}
 * (exactly two digits; order and duplicates kept; spec events 3.1).
 */
public record OwnerLabels(List<String> project, List<String> product, List<String> customer) {
    private static final Pattern PROJECT = Pattern.compile("projects_\\d{2}");
    private static final Pattern PRODUCT = Pattern.compile("products_\\d{2}");
    private static final Pattern CUSTOMER = Pattern.compile("customers_\\d{2}");

    /** A label as sources send it: a name may occur twice. */
    public record Label(String name, String value) {}

    public static OwnerLabels from(List<Label> labels) {
        return new OwnerLabels(valuesOf(PROJECT, labels), valuesOf(PRODUCT, labels), valuesOf(CUSTOMER, labels));
    }

    private static List<String> valuesOf(Pattern name, List<Label> labels) {
        List<String> values = new ArrayList<>();
        for (Label label : labels) {
            if (name.matcher(label.name()).matches()) {
                values.add(label.value());
            }
        }
        return List.copyOf(values);
    }
}
