package dev.partyline.gateway.editor;

import dev.partyline.dialplan.ChannelTemplate;
import dev.partyline.dialplan.InvalidRuleException;
import dev.partyline.dialplan.NumberPattern;
import dev.partyline.dialplan.Rule;
import dev.partyline.gateway.channel.ChannelStore;
import dev.partyline.gateway.demo.Demo;
import dev.partyline.gateway.number.NumberRule;
import dev.partyline.gateway.number.RuleStore;
import dev.partyline.gateway.routing.Routes;
import dev.partyline.gateway.routing.RoutingTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which number leads where. */
@Controller
@RequestMapping("/admin/numbers")
final class NumbersController {
    private final Routes routes;
    private final RuleStore rules;
    private final ChannelStore channels;
    private final Demo demo;
    private final Trial trial;

    NumbersController(Routes routes, RuleStore rules, ChannelStore channels, Demo demo, Trial trial) {
        this.routes = routes;
        this.rules = rules;
        this.channels = channels;
        this.demo = demo;
        this.trial = trial;
    }

    record Row(long id, String kind, String numbers, String destination, int version) {
        static Row of(NumberRule rule) {
            return new Row(rule.id(), kind(rule.pattern()), rule.numbers(), rule.destination(), rule.version());
        }

        static Row of(Rule demoRule) {
            return new Row(
                    demoRule.id(),
                    kind(demoRule.pattern()),
                    NumberRule.words(demoRule.pattern()),
                    NumberRule.destination(demoRule.target()),
                    0);
        }

        private static String kind(NumberPattern pattern) {
            return switch (pattern) {
                case NumberPattern.Exact _ -> "one number";
                case NumberPattern.Range _ -> "range";
                case NumberPattern.Prefix _ -> "beginning with";
            };
        }
    }

    @GetMapping
    String page(
            @RequestParam(name = "try", required = false) @Nullable String tried,
            @RequestParam(required = false) @Nullable String trunk,
            Model model) {
        model.addAttribute("rules", routes.table().rules().stream().map(Row::of).toList());
        model.addAttribute("demoRules", demo.rules().stream().map(Row::of).toList());
        model.addAttribute("trunks", trial.trunks());
        model.addAttribute("tried", tried == null ? "" : tried);
        model.addAttribute("triedTrunk", trunk == null ? "" : trunk);
        model.addAttribute("answer", tried == null || tried.isBlank() ? null : trial.of(tried, trunk));
        return "numbers";
    }

    @GetMapping("/new")
    String blank(Model model) {
        return form(model, null, RuleForm.of(null, null, null, null, null, null), Map.of());
    }

    @GetMapping("/{id}")
    String edit(@PathVariable long id, Model model, RedirectAttributes flash) {
        NumberRule rule = routes.table().rule(id);
        return rule == null ? gone(flash) : form(model, id, RuleForm.of(rule), Map.of());
    }

    @PostMapping("/new")
    String add(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String channel,
            Model model,
            RedirectAttributes flash) {
        return save(null, RuleForm.of(kind, from, to, target, channel, 0), model, flash);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable Integer version,
            Model model,
            RedirectAttributes flash) {
        return save(id, RuleForm.of(kind, from, to, target, channel, version), model, flash);
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable long id, @RequestParam int version, RedirectAttributes flash) {
        if (routes.change(() -> rules.delete(id, version))) {
            flash.addFlashAttribute("done", "The rule is deleted. The next call goes without it.");
            return "redirect:/admin/numbers";
        }
        flash.addFlashAttribute(
                "problem", "Somebody changed that rule meanwhile. Look at it again before you delete it.");
        return "redirect:/admin/numbers";
    }

    private String save(@Nullable Long id, RuleForm form, Model model, RedirectAttributes flash) {
        RuleForm.Parsed parsed;
        try {
            parsed = form.parse();
        } catch (InvalidRuleException e) {
            return form(model, id, form, Map.of(e.field().name(), e.sentence()));
        }
        boolean saved;
        try {
            saved = routes.change(() -> write(id, form.version(), parsed));
        } catch (DuplicateKeyException e) {
            return form(model, id, form, Map.of("FROM", "Another rule has these numbers already; change that one."));
        }
        if (!saved) {
            return conflict(id, form, model, flash);
        }
        flash.addFlashAttribute(
                "done",
                NumberRule.words(parsed.pattern()) + " leads to " + NumberRule.destination(parsed.target())
                        + " from the next call on.");
        flash.addFlashAttribute("warning", RuleWarnings.of(parsed.pattern()));
        return "redirect:/admin/numbers";
    }

    /** The rule, and its channel where it is a new one. */
    private boolean write(@Nullable Long id, int version, RuleForm.Parsed parsed) {
        boolean written = true;
        if (id == null) {
            rules.add(parsed.pattern(), parsed.target());
        } else {
            written = rules.change(id, version, parsed.pattern(), parsed.target());
        }
        if (written && parsed.target() instanceof ChannelTemplate channel && !channel.takesNumber()) {
            boolean known = channels.all().stream().anyMatch(c -> c.name().equals(channel.text()));
            if (!known) {
                channels.create(channel.text(), false);
            }
        }
        return written;
    }

    private String conflict(@Nullable Long id, RuleForm form, Model model, RedirectAttributes flash) {
        RoutingTable table = routes.table();
        NumberRule now = id == null ? null : table.rule(id);
        if (now == null) {
            return gone(flash);
        }
        RuleForm onTop =
                new RuleForm(form.kind(), form.from(), form.to(), form.target(), form.channel(), now.version());
        return form(
                model,
                id,
                onTop,
                Map.of(
                        "VERSION",
                        "Somebody changed this rule meanwhile: it now leads " + now.numbers() + " to "
                                + now.destination() + ". Save again to put what you typed in its place."));
    }

    private static String gone(RedirectAttributes flash) {
        flash.addFlashAttribute("problem", "That rule is no longer there.");
        return "redirect:/admin/numbers";
    }

    private String form(Model model, @Nullable Long id, RuleForm form, Map<String, String> errors) {
        List<String> names =
                routes.table().channels().stream().map(c -> c.name()).toList();
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("channelNames", names);
        return "number-form";
    }
}
