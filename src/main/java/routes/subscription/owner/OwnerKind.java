package routes.subscription.owner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What an alarm may belong to. */
public enum OwnerKind {
    PROJECT,
    PRODUCT,
    CUSTOMER;

    static final String BUSINESS_ID = "business_id";

    /** The word in names, such as {@code project}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field of the business id, such as {@code project_id}. */
    public String idField() {
        return word() + "_id";
    }

    /** The fields of a {@link StoredOwner} under the names of its kind, for the store and for answers. */
    public ObjectNode named(ObjectNode tree) {
        ObjectNode plain = tree.deepCopy();
        tree.removeAll();
        plain.properties().forEach(field -> {
            String name = field.getKey();
            if (desensitized() || !name.equals("desensitized_name")) {
                tree.set(name.equals(BUSINESS_ID) ? idField() : name, field.getValue());
            }
        });
        return tree;
    }

    /** The other way round. */
    public void plain(ObjectNode tree) {
        tree.set(BUSINESS_ID, tree.path(idField()));
    }

    /** Whether it has a second name that may be shown to others. */
    public boolean desensitized() {
        return this == CUSTOMER;
    }
}
