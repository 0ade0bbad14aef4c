package routes.subscription.owner;

import java.util.Locale;

/** What an alarm may belong to. */
public enum OwnerKind {
    PROJECT,
    PRODUCT,
    CUSTOMER;

    /** The word in names, such as {@code project}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field of the business id, such as {@code project_id}. */
    public String idField() {
        return word() + "_id";
    }

    /** Whether it has a second name that may be shown to others. */
    public boolean desensitized() {
        return this == CUSTOMER;
    }
}
