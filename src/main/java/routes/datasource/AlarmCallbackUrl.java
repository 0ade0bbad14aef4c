package routes.datasource;

/**
 * Our own endpoint for a platform's alarms, as rules name it. Its URL holds a token, so the content of a rule, which people see,
 * names it by a word and a short hash.
 *
 * @param url the whole URL
 */
public record AlarmCallbackUrl(String url) {
    /** Stored in the contents of rules, so it stays. */
    private static final String WORD = "own endpoint ";

    /** As the content of a rule names the webhook. */
    public String shown(String webhook) {
        boolean ours = !webhook.isEmpty() && base(webhook).equals(base(url));
        return ours ? WORD + Fingerprints.id(webhook).substring(0, 8) : webhook;
    }

    /** As the platform needs it. */
    public String resolved(String shown) {
        return shown.startsWith(WORD) ? url : shown;
    }

    private static String base(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }

    @Override
    public String toString() {
        return base(url);
    }
}
