package routes.common.security;

import java.util.Optional;

/**
 * Seals what a button carries, so that what comes back is what was sent: the text of another button or another action
 * does not open.
 */
public final class ButtonSeal {
    private static final String SEALED = "v1:";

    private final SecretBox box;

    public ButtonSeal(SecretBox box) {
        this.box = box;
    }

    public String seal(String action, String text) {
        return box.seal(Secret.of(text), place(action)).stored();
    }

    /** The text that was sealed for this action; empty for anything else. */
    public Optional<String> open(String action, String sealedText) {
        try {
            // a box takes what is not in its form as plain text: that is no text of ours
            return Optional.of(sealedText)
                    .filter(text -> text.startsWith(SEALED))
                    .map(text -> box.open(new Sealed(text), place(action)).reveal())
                    .filter(text -> !text.startsWith(SEALED));
        } catch (UnreadableSecret e) {
            return Optional.empty();
        }
    }

    private static SecretBox.Place place(String action) {
        return new SecretBox.Place("button", "", action);
    }
}
