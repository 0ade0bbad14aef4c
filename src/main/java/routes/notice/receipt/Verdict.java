package routes.notice.receipt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import routes.notice.FailureReason;
import routes.notice.SendResult;
import routes.notice.VendorReply;

/**
 * What a rule makes of an answer.
 *
 * @param reason why it was not delivered; of no meaning for a delivery
 * @param lasting whether refused credentials are final; a rejection always is, nothing else ever is
 * @param value where the vendor's id of the message is, or the new id of a chat that moved
 * @param waits where to look for the time to wait, and whose limit it is
 */
record Verdict(
        Outcome outcome,
        FailureReason reason,
        boolean lasting,
        Remedy remedy,
        @Nullable AnswerValue value,
        Waits waits) {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}]{1,256}");

    private Optional<String> value(AnswerFacts facts) {
        return Optional.ofNullable(value).flatMap(place -> place.in(facts));
    }

    boolean isFinal() {
        return outcome == Outcome.REJECTED || outcome == Outcome.AUTH && lasting;
    }

    SendResult of(AnswerFacts facts, VendorReply said) {
        if (outcome == Outcome.DELIVERED) {
            String ours = facts.answer().sent().id();
            String theirs = value(facts).orElse(ours);
            return new SendResult.Sent(List.of(theirs), said.remedy().isEmpty() ? VendorReply.NOTHING : said);
        }
        if (outcome == Outcome.MOVED) {
            return value(facts)
                    .filter(address -> ADDRESS.matcher(address).matches())
                    .<SendResult>map(address -> new SendResult.Moved(address, said))
                    .orElseGet(() -> new SendResult.Refused(reason, said));
        }
        if (isFinal()) {
            return new SendResult.Refused(reason, said);
        }
        return new SendResult.TryLater(reason, said, waits.in(facts).orElse(null), waits.targetOnly());
    }
}
