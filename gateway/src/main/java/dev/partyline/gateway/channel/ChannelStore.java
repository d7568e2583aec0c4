package dev.partyline.gateway.channel;

import dev.partyline.gateway.pin.ChannelPins;
import dev.partyline.sip.Secret;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The channels of the default application, at rest. */
@Repository
public class ChannelStore {
    private static final int APPLICATION = 1;

    private final JdbcClient jdbc;

    ChannelStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them by name. */
    public List<Channel> all() {
        return jdbc.sql("select * from channel where application_id = ? order by name")
                .param(APPLICATION)
                .query((row, _) -> new Channel(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("conference_number"),
                        new ChannelPins(pin(row.getString("pin")), pin(row.getString("host_pin"))),
                        new ChannelOptions(
                                row.getObject("most_guests", Integer.class),
                                row.getBoolean("chimes"),
                                row.getBoolean("waits_for_host"),
                                row.getBoolean("ends_with_host")),
                        row.getBoolean("automatic"),
                        row.getInt("version")))
                .list();
    }

    /**
     * A new channel with a conference number of its own and a random PIN.
     *
     * @throws org.springframework.dao.DuplicateKeyException where the name is taken
     */
    public Channel create(String name, boolean automatic) {
        String number = ConferenceDraw.number(this::isTaken);
        Secret pin = ConferenceDraw.pin();
        Channel channel = new Channel(
                UUID.randomUUID(), name, number, ChannelPins.ofGuests(pin), ChannelOptions.USUAL, automatic, 0);
        jdbc.sql("insert into channel (id, application_id, name, conference_number, pin, automatic, version)"
                        + " values (?, ?, ?, ?, ?, ?, 0)")
                .params(channel.id(), APPLICATION, name, number)
                .param(pin.value())
                .param(automatic)
                .update();
        return channel;
    }

    /** False where somebody changed or deleted the channel since this version. */
    public boolean setPins(UUID id, int version, ChannelPins pins) {
        return jdbc.sql("update channel set pin = ?, host_pin = ?, version = version + 1"
                                + " where id = ? and version = ? and application_id = ?")
                        .param(text(pins.guest()))
                        .param(text(pins.host()))
                        .params(id, version, APPLICATION)
                        .update()
                == 1;
    }

    /** False where somebody changed or deleted the channel since this version. */
    public boolean setOptions(UUID id, int version, ChannelOptions options) {
        return jdbc.sql("update channel set most_guests = ?, chimes = ?, waits_for_host = ?,"
                                + " ends_with_host = ?, version = version + 1"
                                + " where id = ? and version = ? and application_id = ?")
                        .param(options.mostGuests())
                        .params(options.chimes(), options.waitsForHost(), options.endsWithHost())
                        .params(id, version, APPLICATION)
                        .update()
                == 1;
    }

    public boolean delete(UUID id, int version) {
        return jdbc.sql("delete from channel where id = ? and version = ? and application_id = ?")
                        .params(id, version, APPLICATION)
                        .update()
                == 1;
    }

    private boolean isTaken(String number) {
        return jdbc.sql("select count(*) from channel where application_id = ? and conference_number = ?")
                        .params(APPLICATION, number)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static @Nullable String text(@Nullable Secret pin) {
        return pin == null ? null : pin.value();
    }

    private static @Nullable Secret pin(@Nullable String text) {
        return text == null ? null : new Secret(text);
    }
}
