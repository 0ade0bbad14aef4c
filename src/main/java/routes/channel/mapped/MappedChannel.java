package routes.channel.mapped;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routes.channel.Channel;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.channel.bot.CredentialCheck;
import routes.channel.bot.Mentions;
import routes.common.security.Secret;
import routes.common.security.WebAddress;

/** A channel that a file describes, outgoing only. */
public final class MappedChannel implements Channel {
    private final ChannelFile file;

    MappedChannel(ChannelFile file) {
        this.file = file;
    }

    @Override
    public String type() {
        return file.type();
    }

    @Override
    public List<Credential> credentials() {
        return file.credentials();
    }

    @Override
    public Optional<Mentions> mentions(Bot draft) {
        return file.mentions().rule();
    }

    /** Nothing is sent: whether each credential has its form. */
    @Override
    public CredentialCheck check(Bot draft) {
        return file.credentials().stream()
                .flatMap(credential -> fault(credential, draft).stream())
                .<CredentialCheck>map(fault -> fault)
                .findFirst()
                .orElse(CredentialCheck.Valid.UNTOLD);
    }

    private Optional<CredentialCheck.Invalid> fault(Credential credential, Bot draft) {
        String name = credential.name();
        return draft.credential(name)
                .map(Secret::reveal)
                .map(String::strip)
                .flatMap(value -> addressFault(name, value).or(() -> formFault(name, value)))
                .map(fault -> new CredentialCheck.Invalid(name, fault + ". " + credential.meaning()));
    }

    private Optional<String> addressFault(String name, String value) {
        boolean address = Stream.concat(Stream.of(file.request().usual()), file.request().ended().stream())
                .anyMatch(one -> one.url().nameOfAddress().filter(name::equals).isPresent());
        return !address || WebAddress.parse(value).filter(url -> !url.names()).isPresent()
                ? Optional.empty()
                : Optional.of("it must be a whole address that begins with https://, without user and password");
    }

    private Optional<String> formFault(String name, String value) {
        return Optional.ofNullable(file.identity().forms().get(name))
                .filter(form -> !form.fits(value))
                .map(form -> "this is no " + name + " of a " + file.title());
    }

    @Override
    public Optional<String> chatFault(String chatId) {
        return file.target()
                .filter(form -> !form.fits(chatId))
                .map(form -> "a chat of " + file.title() + " is " + form.meaning());
    }

    /** All mapped channels share one. */
    @Override
    public String route() {
        return "channel-mapped";
    }
}
