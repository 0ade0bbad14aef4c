package routes.common.error;

/** A value that cannot be used, and the field of its record that holds it. Where that record came from a request, its path comes before. */
public final class InvalidField extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param field such as {@code value} */
    public InvalidField(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
