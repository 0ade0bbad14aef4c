package routes.notice;

/**
 * What is known of an answer beside its verdict: what the attempt log keeps and an operator reads.
 *
 * @param text the target's words or ours, cut, free of secrets
 * @param code the target's own code; empty when it gave none
 * @param remedy what a person can do about it; empty when nothing needs to be done
 */
public record VendorReply(String text, String code, String remedy) {
    public static final VendorReply NOTHING = new VendorReply("", "", "");
    /** No text that is kept is longer. */
    public static final int LONGEST = 300;

    public VendorReply {
        text = cut(text);
        code = cut(code);
        remedy = cut(remedy);
    }

    public static VendorReply of(String text) {
        return new VendorReply(text, "", "");
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }
}
