#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 1553:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns/promises");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 481:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 7830:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/web");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 7066:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tty");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 8909:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { Argument } = __nccwpck_require__(9154);
const { Command } = __nccwpck_require__(4348);
const { CommanderError, InvalidArgumentError } = __nccwpck_require__(1135);
const { Help } = __nccwpck_require__(9754);
const { Option } = __nccwpck_require__(5240);

exports.DM = new Command();

exports.gu = (name) => new Command(name);
exports.Ww = (flags, description) => new Option(flags, description);
exports.er = (name, description) => new Argument(name, description);

/**
 * Expose classes
 */

exports.uB = Command;
exports.c$ = Option;
exports.ef = Argument;
exports._V = Help;

exports.b7 = CommanderError;
exports.Di = InvalidArgumentError;
exports.a2 = InvalidArgumentError; // Deprecated


/***/ }),

/***/ 9154:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { InvalidArgumentError } = __nccwpck_require__(1135);

class Argument {
  /**
   * Initialize a new command argument with the given name and description.
   * The default is that the argument is required, and you can explicitly
   * indicate this with <> around the name. Put [] around the name for an optional argument.
   *
   * @param {string} name
   * @param {string} [description]
   */

  constructor(name, description) {
    this.description = description || '';
    this.variadic = false;
    this.parseArg = undefined;
    this.defaultValue = undefined;
    this.defaultValueDescription = undefined;
    this.argChoices = undefined;

    switch (name[0]) {
      case '<': // e.g. <required>
        this.required = true;
        this._name = name.slice(1, -1);
        break;
      case '[': // e.g. [optional]
        this.required = false;
        this._name = name.slice(1, -1);
        break;
      default:
        this.required = true;
        this._name = name;
        break;
    }

    if (this._name.endsWith('...')) {
      this.variadic = true;
      this._name = this._name.slice(0, -3);
    }
  }

  /**
   * Return argument name.
   *
   * @return {string}
   */

  name() {
    return this._name;
  }

  /**
   * @package
   */

  _collectValue(value, previous) {
    if (previous === this.defaultValue || !Array.isArray(previous)) {
      return [value];
    }

    previous.push(value);
    return previous;
  }

  /**
   * Set the default value, and optionally supply the description to be displayed in the help.
   *
   * @param {*} value
   * @param {string} [description]
   * @return {Argument}
   */

  default(value, description) {
    this.defaultValue = value;
    this.defaultValueDescription = description;
    return this;
  }

  /**
   * Set the custom handler for processing CLI command arguments into argument values.
   *
   * @param {Function} [fn]
   * @return {Argument}
   */

  argParser(fn) {
    this.parseArg = fn;
    return this;
  }

  /**
   * Only allow argument value to be one of choices.
   *
   * @param {string[]} values
   * @return {Argument}
   */

  choices(values) {
    this.argChoices = values.slice();
    this.parseArg = (arg, previous) => {
      if (!this.argChoices.includes(arg)) {
        throw new InvalidArgumentError(
          `Allowed choices are ${this.argChoices.join(', ')}.`,
        );
      }
      if (this.variadic) {
        return this._collectValue(arg, previous);
      }
      return arg;
    };
    return this;
  }

  /**
   * Make argument required.
   *
   * @returns {Argument}
   */
  argRequired() {
    this.required = true;
    return this;
  }

  /**
   * Make argument optional.
   *
   * @returns {Argument}
   */
  argOptional() {
    this.required = false;
    return this;
  }
}

/**
 * Takes an argument and returns its human readable equivalent for help usage.
 *
 * @param {Argument} arg
 * @return {string}
 * @private
 */

function humanReadableArgName(arg) {
  const nameOutput = arg.name() + (arg.variadic === true ? '...' : '');

  return arg.required ? '<' + nameOutput + '>' : '[' + nameOutput + ']';
}

exports.Argument = Argument;
exports.humanReadableArgName = humanReadableArgName;


/***/ }),

/***/ 4348:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const EventEmitter = (__nccwpck_require__(8474).EventEmitter);
const childProcess = __nccwpck_require__(1421);
const path = __nccwpck_require__(6760);
const fs = __nccwpck_require__(3024);
const process = __nccwpck_require__(1708);

const { Argument, humanReadableArgName } = __nccwpck_require__(9154);
const { CommanderError } = __nccwpck_require__(1135);
const { Help, stripColor } = __nccwpck_require__(9754);
const { Option, DualOptions } = __nccwpck_require__(5240);
const { suggestSimilar } = __nccwpck_require__(5030);

class Command extends EventEmitter {
  /**
   * Initialize a new `Command`.
   *
   * @param {string} [name]
   */

  constructor(name) {
    super();
    /** @type {Command[]} */
    this.commands = [];
    /** @type {Option[]} */
    this.options = [];
    this.parent = null;
    this._allowUnknownOption = false;
    this._allowExcessArguments = false;
    /** @type {Argument[]} */
    this.registeredArguments = [];
    this._args = this.registeredArguments; // deprecated old name
    /** @type {string[]} */
    this.args = []; // cli args with options removed
    this.rawArgs = [];
    this.processedArgs = []; // like .args but after custom processing and collecting variadic
    this._scriptPath = null;
    this._name = name || '';
    this._optionValues = {};
    this._optionValueSources = {}; // default, env, cli etc
    this._storeOptionsAsProperties = false;
    this._actionHandler = null;
    this._executableHandler = false;
    this._executableFile = null; // custom name for executable
    this._executableDir = null; // custom search directory for subcommands
    this._defaultCommandName = null;
    this._exitCallback = null;
    this._aliases = [];
    this._combineFlagAndOptionalValue = true;
    this._description = '';
    this._summary = '';
    this._argsDescription = undefined; // legacy
    this._enablePositionalOptions = false;
    this._passThroughOptions = false;
    this._lifeCycleHooks = {}; // a hash of arrays
    /** @type {(boolean | string)} */
    this._showHelpAfterError = false;
    this._showSuggestionAfterError = true;
    this._savedState = null; // used in save/restoreStateBeforeParse

    // see configureOutput() for docs
    this._outputConfiguration = {
      writeOut: (str) => process.stdout.write(str),
      writeErr: (str) => process.stderr.write(str),
      outputError: (str, write) => write(str),
      getOutHelpWidth: () =>
        process.stdout.isTTY ? process.stdout.columns : undefined,
      getErrHelpWidth: () =>
        process.stderr.isTTY ? process.stderr.columns : undefined,
      getOutHasColors: () =>
        useColor() ?? (process.stdout.isTTY && process.stdout.hasColors?.()),
      getErrHasColors: () =>
        useColor() ?? (process.stderr.isTTY && process.stderr.hasColors?.()),
      stripColor: (str) => stripColor(str),
    };

    this._hidden = false;
    /** @type {(Option | null | undefined)} */
    this._helpOption = undefined; // Lazy created on demand. May be null if help option is disabled.
    this._addImplicitHelpCommand = undefined; // undecided whether true or false yet, not inherited
    /** @type {Command} */
    this._helpCommand = undefined; // lazy initialised, inherited
    this._helpConfiguration = {};
    /** @type {string | undefined} */
    this._helpGroupHeading = undefined; // soft initialised when added to parent
    /** @type {string | undefined} */
    this._defaultCommandGroup = undefined;
    /** @type {string | undefined} */
    this._defaultOptionGroup = undefined;
  }

  /**
   * Copy settings that are useful to have in common across root command and subcommands.
   *
   * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
   *
   * @param {Command} sourceCommand
   * @return {Command} `this` command for chaining
   */
  copyInheritedSettings(sourceCommand) {
    this._outputConfiguration = sourceCommand._outputConfiguration;
    this._helpOption = sourceCommand._helpOption;
    this._helpCommand = sourceCommand._helpCommand;
    this._helpConfiguration = sourceCommand._helpConfiguration;
    this._exitCallback = sourceCommand._exitCallback;
    this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
    this._combineFlagAndOptionalValue =
      sourceCommand._combineFlagAndOptionalValue;
    this._allowExcessArguments = sourceCommand._allowExcessArguments;
    this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
    this._showHelpAfterError = sourceCommand._showHelpAfterError;
    this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;

    return this;
  }

  /**
   * @returns {Command[]}
   * @private
   */

  _getCommandAndAncestors() {
    const result = [];
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    for (let command = this; command; command = command.parent) {
      result.push(command);
    }
    return result;
  }

  /**
   * Define a command.
   *
   * There are two styles of command: pay attention to where to put the description.
   *
   * @example
   * // Command implemented using action handler (description is supplied separately to `.command`)
   * program
   *   .command('clone <source> [destination]')
   *   .description('clone a repository into a newly created directory')
   *   .action((source, destination) => {
   *     console.log('clone command called');
   *   });
   *
   * // Command implemented using separate executable file (description is second parameter to `.command`)
   * program
   *   .command('start <service>', 'start named service')
   *   .command('stop [service]', 'stop named service, or all if no name supplied');
   *
   * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
   * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
   * @param {object} [execOpts] - configuration options (for executable)
   * @return {Command} returns new command for action handler, or `this` for executable command
   */

  command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
    let desc = actionOptsOrExecDesc;
    let opts = execOpts;
    if (typeof desc === 'object' && desc !== null) {
      opts = desc;
      desc = null;
    }
    opts = opts || {};
    const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);

    const cmd = this.createCommand(name);
    if (desc) {
      cmd.description(desc);
      cmd._executableHandler = true;
    }
    if (opts.isDefault) this._defaultCommandName = cmd._name;
    cmd._hidden = !!(opts.noHelp || opts.hidden); // noHelp is deprecated old name for hidden
    cmd._executableFile = opts.executableFile || null; // Custom name for executable file, set missing to null to match constructor
    if (args) cmd.arguments(args);
    this._registerCommand(cmd);
    cmd.parent = this;
    cmd.copyInheritedSettings(this);

    if (desc) return this;
    return cmd;
  }

  /**
   * Factory routine to create a new unattached command.
   *
   * See .command() for creating an attached subcommand, which uses this routine to
   * create the command. You can override createCommand to customise subcommands.
   *
   * @param {string} [name]
   * @return {Command} new command
   */

  createCommand(name) {
    return new Command(name);
  }

  /**
   * You can customise the help with a subclass of Help by overriding createHelp,
   * or by overriding Help properties using configureHelp().
   *
   * @return {Help}
   */

  createHelp() {
    return Object.assign(new Help(), this.configureHelp());
  }

  /**
   * You can customise the help by overriding Help properties using configureHelp(),
   * or with a subclass of Help by overriding createHelp().
   *
   * @param {object} [configuration] - configuration options
   * @return {(Command | object)} `this` command for chaining, or stored configuration
   */

  configureHelp(configuration) {
    if (configuration === undefined) return this._helpConfiguration;

    this._helpConfiguration = configuration;
    return this;
  }

  /**
   * The default output goes to stdout and stderr. You can customise this for special
   * applications. You can also customise the display of errors by overriding outputError.
   *
   * The configuration properties are all functions:
   *
   *     // change how output being written, defaults to stdout and stderr
   *     writeOut(str)
   *     writeErr(str)
   *     // change how output being written for errors, defaults to writeErr
   *     outputError(str, write) // used for displaying errors and not used for displaying help
   *     // specify width for wrapping help
   *     getOutHelpWidth()
   *     getErrHelpWidth()
   *     // color support, currently only used with Help
   *     getOutHasColors()
   *     getErrHasColors()
   *     stripColor() // used to remove ANSI escape codes if output does not have colors
   *
   * @param {object} [configuration] - configuration options
   * @return {(Command | object)} `this` command for chaining, or stored configuration
   */

  configureOutput(configuration) {
    if (configuration === undefined) return this._outputConfiguration;

    this._outputConfiguration = {
      ...this._outputConfiguration,
      ...configuration,
    };
    return this;
  }

  /**
   * Display the help or a custom message after an error occurs.
   *
   * @param {(boolean|string)} [displayHelp]
   * @return {Command} `this` command for chaining
   */
  showHelpAfterError(displayHelp = true) {
    if (typeof displayHelp !== 'string') displayHelp = !!displayHelp;
    this._showHelpAfterError = displayHelp;
    return this;
  }

  /**
   * Display suggestion of similar commands for unknown commands, or options for unknown options.
   *
   * @param {boolean} [displaySuggestion]
   * @return {Command} `this` command for chaining
   */
  showSuggestionAfterError(displaySuggestion = true) {
    this._showSuggestionAfterError = !!displaySuggestion;
    return this;
  }

  /**
   * Add a prepared subcommand.
   *
   * See .command() for creating an attached subcommand which inherits settings from its parent.
   *
   * @param {Command} cmd - new subcommand
   * @param {object} [opts] - configuration options
   * @return {Command} `this` command for chaining
   */

  addCommand(cmd, opts) {
    if (!cmd._name) {
      throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
    }

    opts = opts || {};
    if (opts.isDefault) this._defaultCommandName = cmd._name;
    if (opts.noHelp || opts.hidden) cmd._hidden = true; // modifying passed command due to existing implementation

    this._registerCommand(cmd);
    cmd.parent = this;
    cmd._checkForBrokenPassThrough();

    return this;
  }

  /**
   * Factory routine to create a new unattached argument.
   *
   * See .argument() for creating an attached argument, which uses this routine to
   * create the argument. You can override createArgument to return a custom argument.
   *
   * @param {string} name
   * @param {string} [description]
   * @return {Argument} new argument
   */

  createArgument(name, description) {
    return new Argument(name, description);
  }

  /**
   * Define argument syntax for command.
   *
   * The default is that the argument is required, and you can explicitly
   * indicate this with <> around the name. Put [] around the name for an optional argument.
   *
   * @example
   * program.argument('<input-file>');
   * program.argument('[output-file]');
   *
   * @param {string} name
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom argument processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */
  argument(name, description, parseArg, defaultValue) {
    const argument = this.createArgument(name, description);
    if (typeof parseArg === 'function') {
      argument.default(defaultValue).argParser(parseArg);
    } else {
      argument.default(parseArg);
    }
    this.addArgument(argument);
    return this;
  }

  /**
   * Define argument syntax for command, adding multiple at once (without descriptions).
   *
   * See also .argument().
   *
   * @example
   * program.arguments('<cmd> [env]');
   *
   * @param {string} names
   * @return {Command} `this` command for chaining
   */

  arguments(names) {
    names
      .trim()
      .split(/ +/)
      .forEach((detail) => {
        this.argument(detail);
      });
    return this;
  }

  /**
   * Define argument syntax for command, adding a prepared argument.
   *
   * @param {Argument} argument
   * @return {Command} `this` command for chaining
   */
  addArgument(argument) {
    const previousArgument = this.registeredArguments.slice(-1)[0];
    if (previousArgument?.variadic) {
      throw new Error(
        `only the last argument can be variadic '${previousArgument.name()}'`,
      );
    }
    if (
      argument.required &&
      argument.defaultValue !== undefined &&
      argument.parseArg === undefined
    ) {
      throw new Error(
        `a default value for a required argument is never used: '${argument.name()}'`,
      );
    }
    this.registeredArguments.push(argument);
    return this;
  }

  /**
   * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
   *
   * @example
   *    program.helpCommand('help [cmd]');
   *    program.helpCommand('help [cmd]', 'show help');
   *    program.helpCommand(false); // suppress default help command
   *    program.helpCommand(true); // add help command even if no subcommands
   *
   * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
   * @param {string} [description] - custom description
   * @return {Command} `this` command for chaining
   */

  helpCommand(enableOrNameAndArgs, description) {
    if (typeof enableOrNameAndArgs === 'boolean') {
      this._addImplicitHelpCommand = enableOrNameAndArgs;
      if (enableOrNameAndArgs && this._defaultCommandGroup) {
        // make the command to store the group
        this._initCommandGroup(this._getHelpCommand());
      }
      return this;
    }

    const nameAndArgs = enableOrNameAndArgs ?? 'help [command]';
    const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
    const helpDescription = description ?? 'display help for command';

    const helpCommand = this.createCommand(helpName);
    helpCommand.helpOption(false);
    if (helpArgs) helpCommand.arguments(helpArgs);
    if (helpDescription) helpCommand.description(helpDescription);

    this._addImplicitHelpCommand = true;
    this._helpCommand = helpCommand;
    // init group unless lazy create
    if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);

    return this;
  }

  /**
   * Add prepared custom help command.
   *
   * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
   * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
   * @return {Command} `this` command for chaining
   */
  addHelpCommand(helpCommand, deprecatedDescription) {
    // If not passed an object, call through to helpCommand for backwards compatibility,
    // as addHelpCommand was originally used like helpCommand is now.
    if (typeof helpCommand !== 'object') {
      this.helpCommand(helpCommand, deprecatedDescription);
      return this;
    }

    this._addImplicitHelpCommand = true;
    this._helpCommand = helpCommand;
    this._initCommandGroup(helpCommand);
    return this;
  }

  /**
   * Lazy create help command.
   *
   * @return {(Command|null)}
   * @package
   */
  _getHelpCommand() {
    const hasImplicitHelpCommand =
      this._addImplicitHelpCommand ??
      (this.commands.length &&
        !this._actionHandler &&
        !this._findCommand('help'));

    if (hasImplicitHelpCommand) {
      if (this._helpCommand === undefined) {
        this.helpCommand(undefined, undefined); // use default name and description
      }
      return this._helpCommand;
    }
    return null;
  }

  /**
   * Add hook for life cycle event.
   *
   * @param {string} event
   * @param {Function} listener
   * @return {Command} `this` command for chaining
   */

  hook(event, listener) {
    const allowedValues = ['preSubcommand', 'preAction', 'postAction'];
    if (!allowedValues.includes(event)) {
      throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
    }
    if (this._lifeCycleHooks[event]) {
      this._lifeCycleHooks[event].push(listener);
    } else {
      this._lifeCycleHooks[event] = [listener];
    }
    return this;
  }

  /**
   * Register callback to use as replacement for calling process.exit.
   *
   * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
   * @return {Command} `this` command for chaining
   */

  exitOverride(fn) {
    if (fn) {
      this._exitCallback = fn;
    } else {
      this._exitCallback = (err) => {
        if (err.code !== 'commander.executeSubCommandAsync') {
          throw err;
        } else {
          // Async callback from spawn events, not useful to throw.
        }
      };
    }
    return this;
  }

  /**
   * Call process.exit, and _exitCallback if defined.
   *
   * @param {number} exitCode exit code for using with process.exit
   * @param {string} code an id string representing the error
   * @param {string} message human-readable description of the error
   * @return never
   * @private
   */

  _exit(exitCode, code, message) {
    if (this._exitCallback) {
      this._exitCallback(new CommanderError(exitCode, code, message));
      // Expecting this line is not reached.
    }
    process.exit(exitCode);
  }

  /**
   * Register callback `fn` for the command.
   *
   * @example
   * program
   *   .command('serve')
   *   .description('start service')
   *   .action(function() {
   *      // do work here
   *   });
   *
   * @param {Function} fn
   * @return {Command} `this` command for chaining
   */

  action(fn) {
    const listener = (args) => {
      // The .action callback takes an extra parameter which is the command or options.
      const expectedArgsCount = this.registeredArguments.length;
      const actionArgs = args.slice(0, expectedArgsCount);
      if (this._storeOptionsAsProperties) {
        actionArgs[expectedArgsCount] = this; // backwards compatible "options"
      } else {
        actionArgs[expectedArgsCount] = this.opts();
      }
      actionArgs.push(this);

      return fn.apply(this, actionArgs);
    };
    this._actionHandler = listener;
    return this;
  }

  /**
   * Factory routine to create a new unattached option.
   *
   * See .option() for creating an attached option, which uses this routine to
   * create the option. You can override createOption to return a custom option.
   *
   * @param {string} flags
   * @param {string} [description]
   * @return {Option} new option
   */

  createOption(flags, description) {
    return new Option(flags, description);
  }

  /**
   * Wrap parseArgs to catch 'commander.invalidArgument'.
   *
   * @param {(Option | Argument)} target
   * @param {string} value
   * @param {*} previous
   * @param {string} invalidArgumentMessage
   * @private
   */

  _callParseArg(target, value, previous, invalidArgumentMessage) {
    try {
      return target.parseArg(value, previous);
    } catch (err) {
      if (err.code === 'commander.invalidArgument') {
        const message = `${invalidArgumentMessage} ${err.message}`;
        this.error(message, { exitCode: err.exitCode, code: err.code });
      }
      throw err;
    }
  }

  /**
   * Check for option flag conflicts.
   * Register option if no conflicts found, or throw on conflict.
   *
   * @param {Option} option
   * @private
   */

  _registerOption(option) {
    const matchingOption =
      (option.short && this._findOption(option.short)) ||
      (option.long && this._findOption(option.long));
    if (matchingOption) {
      const matchingFlag =
        option.long && this._findOption(option.long)
          ? option.long
          : option.short;
      throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
    }

    this._initOptionGroup(option);
    this.options.push(option);
  }

  /**
   * Check for command name and alias conflicts with existing commands.
   * Register command if no conflicts found, or throw on conflict.
   *
   * @param {Command} command
   * @private
   */

  _registerCommand(command) {
    const knownBy = (cmd) => {
      return [cmd.name()].concat(cmd.aliases());
    };

    const alreadyUsed = knownBy(command).find((name) =>
      this._findCommand(name),
    );
    if (alreadyUsed) {
      const existingCmd = knownBy(this._findCommand(alreadyUsed)).join('|');
      const newCmd = knownBy(command).join('|');
      throw new Error(
        `cannot add command '${newCmd}' as already have command '${existingCmd}'`,
      );
    }

    this._initCommandGroup(command);
    this.commands.push(command);
  }

  /**
   * Add an option.
   *
   * @param {Option} option
   * @return {Command} `this` command for chaining
   */
  addOption(option) {
    this._registerOption(option);

    const oname = option.name();
    const name = option.attributeName();

    // store default value
    if (option.negate) {
      // --no-foo is special and defaults foo to true, unless a --foo option is already defined
      const positiveLongFlag = option.long.replace(/^--no-/, '--');
      if (!this._findOption(positiveLongFlag)) {
        this.setOptionValueWithSource(
          name,
          option.defaultValue === undefined ? true : option.defaultValue,
          'default',
        );
      }
    } else if (option.defaultValue !== undefined) {
      this.setOptionValueWithSource(name, option.defaultValue, 'default');
    }

    // handler for cli and env supplied values
    const handleOptionValue = (val, invalidValueMessage, valueSource) => {
      // val is null for optional option used without an optional-argument.
      // val is undefined for boolean and negated option.
      if (val == null && option.presetArg !== undefined) {
        val = option.presetArg;
      }

      // custom processing
      const oldValue = this.getOptionValue(name);
      if (val !== null && option.parseArg) {
        val = this._callParseArg(option, val, oldValue, invalidValueMessage);
      } else if (val !== null && option.variadic) {
        val = option._collectValue(val, oldValue);
      }

      // Fill-in appropriate missing values. Long winded but easy to follow.
      if (val == null) {
        if (option.negate) {
          val = false;
        } else if (option.isBoolean() || option.optional) {
          val = true;
        } else {
          val = ''; // not normal, parseArg might have failed or be a mock function for testing
        }
      }
      this.setOptionValueWithSource(name, val, valueSource);
    };

    this.on('option:' + oname, (val) => {
      const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
      handleOptionValue(val, invalidValueMessage, 'cli');
    });

    if (option.envVar) {
      this.on('optionEnv:' + oname, (val) => {
        const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
        handleOptionValue(val, invalidValueMessage, 'env');
      });
    }

    return this;
  }

  /**
   * Internal implementation shared by .option() and .requiredOption()
   *
   * @return {Command} `this` command for chaining
   * @private
   */
  _optionEx(config, flags, description, fn, defaultValue) {
    if (typeof flags === 'object' && flags instanceof Option) {
      throw new Error(
        'To add an Option object use addOption() instead of option() or requiredOption()',
      );
    }
    const option = this.createOption(flags, description);
    option.makeOptionMandatory(!!config.mandatory);
    if (typeof fn === 'function') {
      option.default(defaultValue).argParser(fn);
    } else if (fn instanceof RegExp) {
      // deprecated
      const regex = fn;
      fn = (val, def) => {
        const m = regex.exec(val);
        return m ? m[0] : def;
      };
      option.default(defaultValue).argParser(fn);
    } else {
      option.default(fn);
    }

    return this.addOption(option);
  }

  /**
   * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
   *
   * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
   * option-argument is indicated by `<>` and an optional option-argument by `[]`.
   *
   * See the README for more details, and see also addOption() and requiredOption().
   *
   * @example
   * program
   *     .option('-p, --pepper', 'add pepper')
   *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
   *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
   *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
   *
   * @param {string} flags
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom option processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */

  option(flags, description, parseArg, defaultValue) {
    return this._optionEx({}, flags, description, parseArg, defaultValue);
  }

  /**
   * Add a required option which must have a value after parsing. This usually means
   * the option must be specified on the command line. (Otherwise the same as .option().)
   *
   * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
   *
   * @param {string} flags
   * @param {string} [description]
   * @param {(Function|*)} [parseArg] - custom option processing function or default value
   * @param {*} [defaultValue]
   * @return {Command} `this` command for chaining
   */

  requiredOption(flags, description, parseArg, defaultValue) {
    return this._optionEx(
      { mandatory: true },
      flags,
      description,
      parseArg,
      defaultValue,
    );
  }

  /**
   * Alter parsing of short flags with optional values.
   *
   * @example
   * // for `.option('-f,--flag [value]'):
   * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
   * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
   *
   * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
   * @return {Command} `this` command for chaining
   */
  combineFlagAndOptionalValue(combine = true) {
    this._combineFlagAndOptionalValue = !!combine;
    return this;
  }

  /**
   * Allow unknown options on the command line.
   *
   * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
   * @return {Command} `this` command for chaining
   */
  allowUnknownOption(allowUnknown = true) {
    this._allowUnknownOption = !!allowUnknown;
    return this;
  }

  /**
   * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
   *
   * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
   * @return {Command} `this` command for chaining
   */
  allowExcessArguments(allowExcess = true) {
    this._allowExcessArguments = !!allowExcess;
    return this;
  }

  /**
   * Enable positional options. Positional means global options are specified before subcommands which lets
   * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
   * The default behaviour is non-positional and global options may appear anywhere on the command line.
   *
   * @param {boolean} [positional]
   * @return {Command} `this` command for chaining
   */
  enablePositionalOptions(positional = true) {
    this._enablePositionalOptions = !!positional;
    return this;
  }

  /**
   * Pass through options that come after command-arguments rather than treat them as command-options,
   * so actual command-options come before command-arguments. Turning this on for a subcommand requires
   * positional options to have been enabled on the program (parent commands).
   * The default behaviour is non-positional and options may appear before or after command-arguments.
   *
   * @param {boolean} [passThrough] for unknown options.
   * @return {Command} `this` command for chaining
   */
  passThroughOptions(passThrough = true) {
    this._passThroughOptions = !!passThrough;
    this._checkForBrokenPassThrough();
    return this;
  }

  /**
   * @private
   */

  _checkForBrokenPassThrough() {
    if (
      this.parent &&
      this._passThroughOptions &&
      !this.parent._enablePositionalOptions
    ) {
      throw new Error(
        `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`,
      );
    }
  }

  /**
   * Whether to store option values as properties on command object,
   * or store separately (specify false). In both cases the option values can be accessed using .opts().
   *
   * @param {boolean} [storeAsProperties=true]
   * @return {Command} `this` command for chaining
   */

  storeOptionsAsProperties(storeAsProperties = true) {
    if (this.options.length) {
      throw new Error('call .storeOptionsAsProperties() before adding options');
    }
    if (Object.keys(this._optionValues).length) {
      throw new Error(
        'call .storeOptionsAsProperties() before setting option values',
      );
    }
    this._storeOptionsAsProperties = !!storeAsProperties;
    return this;
  }

  /**
   * Retrieve option value.
   *
   * @param {string} key
   * @return {object} value
   */

  getOptionValue(key) {
    if (this._storeOptionsAsProperties) {
      return this[key];
    }
    return this._optionValues[key];
  }

  /**
   * Store option value.
   *
   * @param {string} key
   * @param {object} value
   * @return {Command} `this` command for chaining
   */

  setOptionValue(key, value) {
    return this.setOptionValueWithSource(key, value, undefined);
  }

  /**
   * Store option value and where the value came from.
   *
   * @param {string} key
   * @param {object} value
   * @param {string} source - expected values are default/config/env/cli/implied
   * @return {Command} `this` command for chaining
   */

  setOptionValueWithSource(key, value, source) {
    if (this._storeOptionsAsProperties) {
      this[key] = value;
    } else {
      this._optionValues[key] = value;
    }
    this._optionValueSources[key] = source;
    return this;
  }

  /**
   * Get source of option value.
   * Expected values are default | config | env | cli | implied
   *
   * @param {string} key
   * @return {string}
   */

  getOptionValueSource(key) {
    return this._optionValueSources[key];
  }

  /**
   * Get source of option value. See also .optsWithGlobals().
   * Expected values are default | config | env | cli | implied
   *
   * @param {string} key
   * @return {string}
   */

  getOptionValueSourceWithGlobals(key) {
    // global overwrites local, like optsWithGlobals
    let source;
    this._getCommandAndAncestors().forEach((cmd) => {
      if (cmd.getOptionValueSource(key) !== undefined) {
        source = cmd.getOptionValueSource(key);
      }
    });
    return source;
  }

  /**
   * Get user arguments from implied or explicit arguments.
   * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
   *
   * @private
   */

  _prepareUserArgs(argv, parseOptions) {
    if (argv !== undefined && !Array.isArray(argv)) {
      throw new Error('first parameter to parse must be array or undefined');
    }
    parseOptions = parseOptions || {};

    // auto-detect argument conventions if nothing supplied
    if (argv === undefined && parseOptions.from === undefined) {
      if (process.versions?.electron) {
        parseOptions.from = 'electron';
      }
      // check node specific options for scenarios where user CLI args follow executable without scriptname
      const execArgv = process.execArgv ?? [];
      if (
        execArgv.includes('-e') ||
        execArgv.includes('--eval') ||
        execArgv.includes('-p') ||
        execArgv.includes('--print')
      ) {
        parseOptions.from = 'eval'; // internal usage, not documented
      }
    }

    // default to using process.argv
    if (argv === undefined) {
      argv = process.argv;
    }
    this.rawArgs = argv.slice();

    // extract the user args and scriptPath
    let userArgs;
    switch (parseOptions.from) {
      case undefined:
      case 'node':
        this._scriptPath = argv[1];
        userArgs = argv.slice(2);
        break;
      case 'electron':
        // @ts-ignore: because defaultApp is an unknown property
        if (process.defaultApp) {
          this._scriptPath = argv[1];
          userArgs = argv.slice(2);
        } else {
          userArgs = argv.slice(1);
        }
        break;
      case 'user':
        userArgs = argv.slice(0);
        break;
      case 'eval':
        userArgs = argv.slice(1);
        break;
      default:
        throw new Error(
          `unexpected parse option { from: '${parseOptions.from}' }`,
        );
    }

    // Find default name for program from arguments.
    if (!this._name && this._scriptPath)
      this.nameFromFilename(this._scriptPath);
    this._name = this._name || 'program';

    return userArgs;
  }

  /**
   * Parse `argv`, setting options and invoking commands when defined.
   *
   * Use parseAsync instead of parse if any of your action handlers are async.
   *
   * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
   *
   * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
   * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
   * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
   * - `'user'`: just user arguments
   *
   * @example
   * program.parse(); // parse process.argv and auto-detect electron and special node flags
   * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
   * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
   *
   * @param {string[]} [argv] - optional, defaults to process.argv
   * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
   * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
   * @return {Command} `this` command for chaining
   */

  parse(argv, parseOptions) {
    this._prepareForParse();
    const userArgs = this._prepareUserArgs(argv, parseOptions);
    this._parseCommand([], userArgs);

    return this;
  }

  /**
   * Parse `argv`, setting options and invoking commands when defined.
   *
   * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
   *
   * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
   * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
   * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
   * - `'user'`: just user arguments
   *
   * @example
   * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
   * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
   * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
   *
   * @param {string[]} [argv]
   * @param {object} [parseOptions]
   * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
   * @return {Promise}
   */

  async parseAsync(argv, parseOptions) {
    this._prepareForParse();
    const userArgs = this._prepareUserArgs(argv, parseOptions);
    await this._parseCommand([], userArgs);

    return this;
  }

  _prepareForParse() {
    if (this._savedState === null) {
      this.saveStateBeforeParse();
    } else {
      this.restoreStateBeforeParse();
    }
  }

  /**
   * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
   * Not usually called directly, but available for subclasses to save their custom state.
   *
   * This is called in a lazy way. Only commands used in parsing chain will have state saved.
   */
  saveStateBeforeParse() {
    this._savedState = {
      // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
      _name: this._name,
      // option values before parse have default values (including false for negated options)
      // shallow clones
      _optionValues: { ...this._optionValues },
      _optionValueSources: { ...this._optionValueSources },
    };
  }

  /**
   * Restore state before parse for calls after the first.
   * Not usually called directly, but available for subclasses to save their custom state.
   *
   * This is called in a lazy way. Only commands used in parsing chain will have state restored.
   */
  restoreStateBeforeParse() {
    if (this._storeOptionsAsProperties)
      throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);

    // clear state from _prepareUserArgs
    this._name = this._savedState._name;
    this._scriptPath = null;
    this.rawArgs = [];
    // clear state from setOptionValueWithSource
    this._optionValues = { ...this._savedState._optionValues };
    this._optionValueSources = { ...this._savedState._optionValueSources };
    // clear state from _parseCommand
    this.args = [];
    // clear state from _processArguments
    this.processedArgs = [];
  }

  /**
   * Throw if expected executable is missing. Add lots of help for author.
   *
   * @param {string} executableFile
   * @param {string} executableDir
   * @param {string} subcommandName
   */
  _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
    if (fs.existsSync(executableFile)) return;

    const executableDirMessage = executableDir
      ? `searched for local subcommand relative to directory '${executableDir}'`
      : 'no directory for search for local subcommand, use .executableDir() to supply a custom directory';
    const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
    throw new Error(executableMissing);
  }

  /**
   * Execute a sub-command executable.
   *
   * @private
   */

  _executeSubCommand(subcommand, args) {
    args = args.slice();
    let launchWithNode = false; // Use node for source targets so do not need to get permissions correct, and on Windows.
    const sourceExt = ['.js', '.ts', '.tsx', '.mjs', '.cjs'];

    function findFile(baseDir, baseName) {
      // Look for specified file
      const localBin = path.resolve(baseDir, baseName);
      if (fs.existsSync(localBin)) return localBin;

      // Stop looking if candidate already has an expected extension.
      if (sourceExt.includes(path.extname(baseName))) return undefined;

      // Try all the extensions.
      const foundExt = sourceExt.find((ext) =>
        fs.existsSync(`${localBin}${ext}`),
      );
      if (foundExt) return `${localBin}${foundExt}`;

      return undefined;
    }

    // Not checking for help first. Unlikely to have mandatory and executable, and can't robustly test for help flags in external command.
    this._checkForMissingMandatoryOptions();
    this._checkForConflictingOptions();

    // executableFile and executableDir might be full path, or just a name
    let executableFile =
      subcommand._executableFile || `${this._name}-${subcommand._name}`;
    let executableDir = this._executableDir || '';
    if (this._scriptPath) {
      let resolvedScriptPath; // resolve possible symlink for installed npm binary
      try {
        resolvedScriptPath = fs.realpathSync(this._scriptPath);
      } catch {
        resolvedScriptPath = this._scriptPath;
      }
      executableDir = path.resolve(
        path.dirname(resolvedScriptPath),
        executableDir,
      );
    }

    // Look for a local file in preference to a command in PATH.
    if (executableDir) {
      let localFile = findFile(executableDir, executableFile);

      // Legacy search using prefix of script name instead of command name
      if (!localFile && !subcommand._executableFile && this._scriptPath) {
        const legacyName = path.basename(
          this._scriptPath,
          path.extname(this._scriptPath),
        );
        if (legacyName !== this._name) {
          localFile = findFile(
            executableDir,
            `${legacyName}-${subcommand._name}`,
          );
        }
      }
      executableFile = localFile || executableFile;
    }

    launchWithNode = sourceExt.includes(path.extname(executableFile));

    let proc;
    if (process.platform !== 'win32') {
      if (launchWithNode) {
        args.unshift(executableFile);
        // add executable arguments to spawn
        args = incrementNodeInspectorPort(process.execArgv).concat(args);

        proc = childProcess.spawn(process.argv[0], args, { stdio: 'inherit' });
      } else {
        proc = childProcess.spawn(executableFile, args, { stdio: 'inherit' });
      }
    } else {
      this._checkForMissingExecutable(
        executableFile,
        executableDir,
        subcommand._name,
      );
      args.unshift(executableFile);
      // add executable arguments to spawn
      args = incrementNodeInspectorPort(process.execArgv).concat(args);
      proc = childProcess.spawn(process.execPath, args, { stdio: 'inherit' });
    }

    if (!proc.killed) {
      // testing mainly to avoid leak warnings during unit tests with mocked spawn
      const signals = ['SIGUSR1', 'SIGUSR2', 'SIGTERM', 'SIGINT', 'SIGHUP'];
      signals.forEach((signal) => {
        process.on(signal, () => {
          if (proc.killed === false && proc.exitCode === null) {
            // @ts-ignore because signals not typed to known strings
            proc.kill(signal);
          }
        });
      });
    }

    // By default terminate process when spawned process terminates.
    const exitCallback = this._exitCallback;
    proc.on('close', (code) => {
      code = code ?? 1; // code is null if spawned process terminated due to a signal
      if (!exitCallback) {
        process.exit(code);
      } else {
        exitCallback(
          new CommanderError(
            code,
            'commander.executeSubCommandAsync',
            '(close)',
          ),
        );
      }
    });
    proc.on('error', (err) => {
      // @ts-ignore: because err.code is an unknown property
      if (err.code === 'ENOENT') {
        this._checkForMissingExecutable(
          executableFile,
          executableDir,
          subcommand._name,
        );
        // @ts-ignore: because err.code is an unknown property
      } else if (err.code === 'EACCES') {
        throw new Error(`'${executableFile}' not executable`);
      }
      if (!exitCallback) {
        process.exit(1);
      } else {
        const wrappedError = new CommanderError(
          1,
          'commander.executeSubCommandAsync',
          '(error)',
        );
        wrappedError.nestedError = err;
        exitCallback(wrappedError);
      }
    });

    // Store the reference to the child process
    this.runningCommand = proc;
  }

  /**
   * @private
   */

  _dispatchSubcommand(commandName, operands, unknown) {
    const subCommand = this._findCommand(commandName);
    if (!subCommand) this.help({ error: true });

    subCommand._prepareForParse();
    let promiseChain;
    promiseChain = this._chainOrCallSubCommandHook(
      promiseChain,
      subCommand,
      'preSubcommand',
    );
    promiseChain = this._chainOrCall(promiseChain, () => {
      if (subCommand._executableHandler) {
        this._executeSubCommand(subCommand, operands.concat(unknown));
      } else {
        return subCommand._parseCommand(operands, unknown);
      }
    });
    return promiseChain;
  }

  /**
   * Invoke help directly if possible, or dispatch if necessary.
   * e.g. help foo
   *
   * @private
   */

  _dispatchHelpCommand(subcommandName) {
    if (!subcommandName) {
      this.help();
    }
    const subCommand = this._findCommand(subcommandName);
    if (subCommand && !subCommand._executableHandler) {
      subCommand.help();
    }

    // Fallback to parsing the help flag to invoke the help.
    return this._dispatchSubcommand(
      subcommandName,
      [],
      [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? '--help'],
    );
  }

  /**
   * Check this.args against expected this.registeredArguments.
   *
   * @private
   */

  _checkNumberOfArguments() {
    // too few
    this.registeredArguments.forEach((arg, i) => {
      if (arg.required && this.args[i] == null) {
        this.missingArgument(arg.name());
      }
    });
    // too many
    if (
      this.registeredArguments.length > 0 &&
      this.registeredArguments[this.registeredArguments.length - 1].variadic
    ) {
      return;
    }
    if (this.args.length > this.registeredArguments.length) {
      this._excessArguments(this.args);
    }
  }

  /**
   * Process this.args using this.registeredArguments and save as this.processedArgs!
   *
   * @private
   */

  _processArguments() {
    const myParseArg = (argument, value, previous) => {
      // Extra processing for nice error message on parsing failure.
      let parsedValue = value;
      if (value !== null && argument.parseArg) {
        const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
        parsedValue = this._callParseArg(
          argument,
          value,
          previous,
          invalidValueMessage,
        );
      }
      return parsedValue;
    };

    this._checkNumberOfArguments();

    const processedArgs = [];
    this.registeredArguments.forEach((declaredArg, index) => {
      let value = declaredArg.defaultValue;
      if (declaredArg.variadic) {
        // Collect together remaining arguments for passing together as an array.
        if (index < this.args.length) {
          value = this.args.slice(index);
          if (declaredArg.parseArg) {
            value = value.reduce((processed, v) => {
              return myParseArg(declaredArg, v, processed);
            }, declaredArg.defaultValue);
          }
        } else if (value === undefined) {
          value = [];
        }
      } else if (index < this.args.length) {
        value = this.args[index];
        if (declaredArg.parseArg) {
          value = myParseArg(declaredArg, value, declaredArg.defaultValue);
        }
      }
      processedArgs[index] = value;
    });
    this.processedArgs = processedArgs;
  }

  /**
   * Once we have a promise we chain, but call synchronously until then.
   *
   * @param {(Promise|undefined)} promise
   * @param {Function} fn
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCall(promise, fn) {
    // thenable
    if (promise?.then && typeof promise.then === 'function') {
      // already have a promise, chain callback
      return promise.then(() => fn());
    }
    // callback might return a promise
    return fn();
  }

  /**
   *
   * @param {(Promise|undefined)} promise
   * @param {string} event
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCallHooks(promise, event) {
    let result = promise;
    const hooks = [];
    this._getCommandAndAncestors()
      .reverse()
      .filter((cmd) => cmd._lifeCycleHooks[event] !== undefined)
      .forEach((hookedCommand) => {
        hookedCommand._lifeCycleHooks[event].forEach((callback) => {
          hooks.push({ hookedCommand, callback });
        });
      });
    if (event === 'postAction') {
      hooks.reverse();
    }

    hooks.forEach((hookDetail) => {
      result = this._chainOrCall(result, () => {
        return hookDetail.callback(hookDetail.hookedCommand, this);
      });
    });
    return result;
  }

  /**
   *
   * @param {(Promise|undefined)} promise
   * @param {Command} subCommand
   * @param {string} event
   * @return {(Promise|undefined)}
   * @private
   */

  _chainOrCallSubCommandHook(promise, subCommand, event) {
    let result = promise;
    if (this._lifeCycleHooks[event] !== undefined) {
      this._lifeCycleHooks[event].forEach((hook) => {
        result = this._chainOrCall(result, () => {
          return hook(this, subCommand);
        });
      });
    }
    return result;
  }

  /**
   * Process arguments in context of this command.
   * Returns action result, in case it is a promise.
   *
   * @private
   */

  _parseCommand(operands, unknown) {
    const parsed = this.parseOptions(unknown);
    this._parseOptionsEnv(); // after cli, so parseArg not called on both cli and env
    this._parseOptionsImplied();
    operands = operands.concat(parsed.operands);
    unknown = parsed.unknown;
    this.args = operands.concat(unknown);

    if (operands && this._findCommand(operands[0])) {
      return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
    }
    if (
      this._getHelpCommand() &&
      operands[0] === this._getHelpCommand().name()
    ) {
      return this._dispatchHelpCommand(operands[1]);
    }
    if (this._defaultCommandName) {
      this._outputHelpIfRequested(unknown); // Run the help for default command from parent rather than passing to default command
      return this._dispatchSubcommand(
        this._defaultCommandName,
        operands,
        unknown,
      );
    }
    if (
      this.commands.length &&
      this.args.length === 0 &&
      !this._actionHandler &&
      !this._defaultCommandName
    ) {
      // probably missing subcommand and no handler, user needs help (and exit)
      this.help({ error: true });
    }

    this._outputHelpIfRequested(parsed.unknown);
    this._checkForMissingMandatoryOptions();
    this._checkForConflictingOptions();

    // We do not always call this check to avoid masking a "better" error, like unknown command.
    const checkForUnknownOptions = () => {
      if (parsed.unknown.length > 0) {
        this.unknownOption(parsed.unknown[0]);
      }
    };

    const commandEvent = `command:${this.name()}`;
    if (this._actionHandler) {
      checkForUnknownOptions();
      this._processArguments();

      let promiseChain;
      promiseChain = this._chainOrCallHooks(promiseChain, 'preAction');
      promiseChain = this._chainOrCall(promiseChain, () =>
        this._actionHandler(this.processedArgs),
      );
      if (this.parent) {
        promiseChain = this._chainOrCall(promiseChain, () => {
          this.parent.emit(commandEvent, operands, unknown); // legacy
        });
      }
      promiseChain = this._chainOrCallHooks(promiseChain, 'postAction');
      return promiseChain;
    }
    if (this.parent?.listenerCount(commandEvent)) {
      checkForUnknownOptions();
      this._processArguments();
      this.parent.emit(commandEvent, operands, unknown); // legacy
    } else if (operands.length) {
      if (this._findCommand('*')) {
        // legacy default command
        return this._dispatchSubcommand('*', operands, unknown);
      }
      if (this.listenerCount('command:*')) {
        // skip option check, emit event for possible misspelling suggestion
        this.emit('command:*', operands, unknown);
      } else if (this.commands.length) {
        this.unknownCommand();
      } else {
        checkForUnknownOptions();
        this._processArguments();
      }
    } else if (this.commands.length) {
      checkForUnknownOptions();
      // This command has subcommands and nothing hooked up at this level, so display help (and exit).
      this.help({ error: true });
    } else {
      checkForUnknownOptions();
      this._processArguments();
      // fall through for caller to handle after calling .parse()
    }
  }

  /**
   * Find matching command.
   *
   * @private
   * @return {Command | undefined}
   */
  _findCommand(name) {
    if (!name) return undefined;
    return this.commands.find(
      (cmd) => cmd._name === name || cmd._aliases.includes(name),
    );
  }

  /**
   * Return an option matching `arg` if any.
   *
   * @param {string} arg
   * @return {Option}
   * @package
   */

  _findOption(arg) {
    return this.options.find((option) => option.is(arg));
  }

  /**
   * Display an error message if a mandatory option does not have a value.
   * Called after checking for help flags in leaf subcommand.
   *
   * @private
   */

  _checkForMissingMandatoryOptions() {
    // Walk up hierarchy so can call in subcommand after checking for displaying help.
    this._getCommandAndAncestors().forEach((cmd) => {
      cmd.options.forEach((anOption) => {
        if (
          anOption.mandatory &&
          cmd.getOptionValue(anOption.attributeName()) === undefined
        ) {
          cmd.missingMandatoryOptionValue(anOption);
        }
      });
    });
  }

  /**
   * Display an error message if conflicting options are used together in this.
   *
   * @private
   */
  _checkForConflictingLocalOptions() {
    const definedNonDefaultOptions = this.options.filter((option) => {
      const optionKey = option.attributeName();
      if (this.getOptionValue(optionKey) === undefined) {
        return false;
      }
      return this.getOptionValueSource(optionKey) !== 'default';
    });

    const optionsWithConflicting = definedNonDefaultOptions.filter(
      (option) => option.conflictsWith.length > 0,
    );

    optionsWithConflicting.forEach((option) => {
      const conflictingAndDefined = definedNonDefaultOptions.find((defined) =>
        option.conflictsWith.includes(defined.attributeName()),
      );
      if (conflictingAndDefined) {
        this._conflictingOption(option, conflictingAndDefined);
      }
    });
  }

  /**
   * Display an error message if conflicting options are used together.
   * Called after checking for help flags in leaf subcommand.
   *
   * @private
   */
  _checkForConflictingOptions() {
    // Walk up hierarchy so can call in subcommand after checking for displaying help.
    this._getCommandAndAncestors().forEach((cmd) => {
      cmd._checkForConflictingLocalOptions();
    });
  }

  /**
   * Parse options from `argv` removing known options,
   * and return argv split into operands and unknown arguments.
   *
   * Side effects: modifies command by storing options. Does not reset state if called again.
   *
   * Examples:
   *
   *     argv => operands, unknown
   *     --known kkk op => [op], []
   *     op --known kkk => [op], []
   *     sub --unknown uuu op => [sub], [--unknown uuu op]
   *     sub -- --unknown uuu op => [sub --unknown uuu op], []
   *
   * @param {string[]} args
   * @return {{operands: string[], unknown: string[]}}
   */

  parseOptions(args) {
    const operands = []; // operands, not options or values
    const unknown = []; // first unknown option and remaining unknown args
    let dest = operands;

    function maybeOption(arg) {
      return arg.length > 1 && arg[0] === '-';
    }

    const negativeNumberArg = (arg) => {
      // return false if not a negative number
      if (!/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(arg)) return false;
      // negative number is ok unless digit used as an option in command hierarchy
      return !this._getCommandAndAncestors().some((cmd) =>
        cmd.options
          .map((opt) => opt.short)
          .some((short) => /^-\d$/.test(short)),
      );
    };

    // parse options
    let activeVariadicOption = null;
    let activeGroup = null; // working through group of short options, like -abc
    let i = 0;
    while (i < args.length || activeGroup) {
      const arg = activeGroup ?? args[i++];
      activeGroup = null;

      // literal
      if (arg === '--') {
        if (dest === unknown) dest.push(arg);
        dest.push(...args.slice(i));
        break;
      }

      if (
        activeVariadicOption &&
        (!maybeOption(arg) || negativeNumberArg(arg))
      ) {
        this.emit(`option:${activeVariadicOption.name()}`, arg);
        continue;
      }
      activeVariadicOption = null;

      if (maybeOption(arg)) {
        const option = this._findOption(arg);
        // recognised option, call listener to assign value with possible custom processing
        if (option) {
          if (option.required) {
            const value = args[i++];
            if (value === undefined) this.optionMissingArgument(option);
            this.emit(`option:${option.name()}`, value);
          } else if (option.optional) {
            let value = null;
            // historical behaviour is optional value is following arg unless an option
            if (
              i < args.length &&
              (!maybeOption(args[i]) || negativeNumberArg(args[i]))
            ) {
              value = args[i++];
            }
            this.emit(`option:${option.name()}`, value);
          } else {
            // boolean flag
            this.emit(`option:${option.name()}`);
          }
          activeVariadicOption = option.variadic ? option : null;
          continue;
        }
      }

      // Look for combo options following single dash, eat first one if known.
      if (arg.length > 2 && arg[0] === '-' && arg[1] !== '-') {
        const option = this._findOption(`-${arg[1]}`);
        if (option) {
          if (
            option.required ||
            (option.optional && this._combineFlagAndOptionalValue)
          ) {
            // option with value following in same argument
            this.emit(`option:${option.name()}`, arg.slice(2));
          } else {
            // boolean option
            this.emit(`option:${option.name()}`);
            // remove the processed option and keep processing group
            activeGroup = `-${arg.slice(2)}`;
          }
          continue;
        }
      }

      // Look for known long flag with value, like --foo=bar
      if (/^--[^=]+=/.test(arg)) {
        const index = arg.indexOf('=');
        const option = this._findOption(arg.slice(0, index));
        if (option && (option.required || option.optional)) {
          this.emit(`option:${option.name()}`, arg.slice(index + 1));
          continue;
        }
      }

      // Not a recognised option by this command.
      // Might be a command-argument, or subcommand option, or unknown option, or help command or option.

      // An unknown option means further arguments also classified as unknown so can be reprocessed by subcommands.
      // A negative number in a leaf command is not an unknown option.
      if (
        dest === operands &&
        maybeOption(arg) &&
        !(this.commands.length === 0 && negativeNumberArg(arg))
      ) {
        dest = unknown;
      }

      // If using positionalOptions, stop processing our options at subcommand.
      if (
        (this._enablePositionalOptions || this._passThroughOptions) &&
        operands.length === 0 &&
        unknown.length === 0
      ) {
        if (this._findCommand(arg)) {
          operands.push(arg);
          unknown.push(...args.slice(i));
          break;
        } else if (
          this._getHelpCommand() &&
          arg === this._getHelpCommand().name()
        ) {
          operands.push(arg, ...args.slice(i));
          break;
        } else if (this._defaultCommandName) {
          unknown.push(arg, ...args.slice(i));
          break;
        }
      }

      // If using passThroughOptions, stop processing options at first command-argument.
      if (this._passThroughOptions) {
        dest.push(arg, ...args.slice(i));
        break;
      }

      // add arg
      dest.push(arg);
    }

    return { operands, unknown };
  }

  /**
   * Return an object containing local option values as key-value pairs.
   *
   * @return {object}
   */
  opts() {
    if (this._storeOptionsAsProperties) {
      // Preserve original behaviour so backwards compatible when still using properties
      const result = {};
      const len = this.options.length;

      for (let i = 0; i < len; i++) {
        const key = this.options[i].attributeName();
        result[key] =
          key === this._versionOptionName ? this._version : this[key];
      }
      return result;
    }

    return this._optionValues;
  }

  /**
   * Return an object containing merged local and global option values as key-value pairs.
   *
   * @return {object}
   */
  optsWithGlobals() {
    // globals overwrite locals
    return this._getCommandAndAncestors().reduce(
      (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
      {},
    );
  }

  /**
   * Display error message and exit (or call exitOverride).
   *
   * @param {string} message
   * @param {object} [errorOptions]
   * @param {string} [errorOptions.code] - an id string representing the error
   * @param {number} [errorOptions.exitCode] - used with process.exit
   */
  error(message, errorOptions) {
    // output handling
    this._outputConfiguration.outputError(
      `${message}\n`,
      this._outputConfiguration.writeErr,
    );
    if (typeof this._showHelpAfterError === 'string') {
      this._outputConfiguration.writeErr(`${this._showHelpAfterError}\n`);
    } else if (this._showHelpAfterError) {
      this._outputConfiguration.writeErr('\n');
      this.outputHelp({ error: true });
    }

    // exit handling
    const config = errorOptions || {};
    const exitCode = config.exitCode || 1;
    const code = config.code || 'commander.error';
    this._exit(exitCode, code, message);
  }

  /**
   * Apply any option related environment variables, if option does
   * not have a value from cli or client code.
   *
   * @private
   */
  _parseOptionsEnv() {
    this.options.forEach((option) => {
      if (option.envVar && option.envVar in process.env) {
        const optionKey = option.attributeName();
        // Priority check. Do not overwrite cli or options from unknown source (client-code).
        if (
          this.getOptionValue(optionKey) === undefined ||
          ['default', 'config', 'env'].includes(
            this.getOptionValueSource(optionKey),
          )
        ) {
          if (option.required || option.optional) {
            // option can take a value
            // keep very simple, optional always takes value
            this.emit(`optionEnv:${option.name()}`, process.env[option.envVar]);
          } else {
            // boolean
            // keep very simple, only care that envVar defined and not the value
            this.emit(`optionEnv:${option.name()}`);
          }
        }
      }
    });
  }

  /**
   * Apply any implied option values, if option is undefined or default value.
   *
   * @private
   */
  _parseOptionsImplied() {
    const dualHelper = new DualOptions(this.options);
    const hasCustomOptionValue = (optionKey) => {
      return (
        this.getOptionValue(optionKey) !== undefined &&
        !['default', 'implied'].includes(this.getOptionValueSource(optionKey))
      );
    };
    this.options
      .filter(
        (option) =>
          option.implied !== undefined &&
          hasCustomOptionValue(option.attributeName()) &&
          dualHelper.valueFromOption(
            this.getOptionValue(option.attributeName()),
            option,
          ),
      )
      .forEach((option) => {
        Object.keys(option.implied)
          .filter((impliedKey) => !hasCustomOptionValue(impliedKey))
          .forEach((impliedKey) => {
            this.setOptionValueWithSource(
              impliedKey,
              option.implied[impliedKey],
              'implied',
            );
          });
      });
  }

  /**
   * Argument `name` is missing.
   *
   * @param {string} name
   * @private
   */

  missingArgument(name) {
    const message = `error: missing required argument '${name}'`;
    this.error(message, { code: 'commander.missingArgument' });
  }

  /**
   * `Option` is missing an argument.
   *
   * @param {Option} option
   * @private
   */

  optionMissingArgument(option) {
    const message = `error: option '${option.flags}' argument missing`;
    this.error(message, { code: 'commander.optionMissingArgument' });
  }

  /**
   * `Option` does not have a value, and is a mandatory option.
   *
   * @param {Option} option
   * @private
   */

  missingMandatoryOptionValue(option) {
    const message = `error: required option '${option.flags}' not specified`;
    this.error(message, { code: 'commander.missingMandatoryOptionValue' });
  }

  /**
   * `Option` conflicts with another option.
   *
   * @param {Option} option
   * @param {Option} conflictingOption
   * @private
   */
  _conflictingOption(option, conflictingOption) {
    // The calling code does not know whether a negated option is the source of the
    // value, so do some work to take an educated guess.
    const findBestOptionFromValue = (option) => {
      const optionKey = option.attributeName();
      const optionValue = this.getOptionValue(optionKey);
      const negativeOption = this.options.find(
        (target) => target.negate && optionKey === target.attributeName(),
      );
      const positiveOption = this.options.find(
        (target) => !target.negate && optionKey === target.attributeName(),
      );
      if (
        negativeOption &&
        ((negativeOption.presetArg === undefined && optionValue === false) ||
          (negativeOption.presetArg !== undefined &&
            optionValue === negativeOption.presetArg))
      ) {
        return negativeOption;
      }
      return positiveOption || option;
    };

    const getErrorMessage = (option) => {
      const bestOption = findBestOptionFromValue(option);
      const optionKey = bestOption.attributeName();
      const source = this.getOptionValueSource(optionKey);
      if (source === 'env') {
        return `environment variable '${bestOption.envVar}'`;
      }
      return `option '${bestOption.flags}'`;
    };

    const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
    this.error(message, { code: 'commander.conflictingOption' });
  }

  /**
   * Unknown option `flag`.
   *
   * @param {string} flag
   * @private
   */

  unknownOption(flag) {
    if (this._allowUnknownOption) return;
    let suggestion = '';

    if (flag.startsWith('--') && this._showSuggestionAfterError) {
      // Looping to pick up the global options too
      let candidateFlags = [];
      // eslint-disable-next-line @typescript-eslint/no-this-alias
      let command = this;
      do {
        const moreFlags = command
          .createHelp()
          .visibleOptions(command)
          .filter((option) => option.long)
          .map((option) => option.long);
        candidateFlags = candidateFlags.concat(moreFlags);
        command = command.parent;
      } while (command && !command._enablePositionalOptions);
      suggestion = suggestSimilar(flag, candidateFlags);
    }

    const message = `error: unknown option '${flag}'${suggestion}`;
    this.error(message, { code: 'commander.unknownOption' });
  }

  /**
   * Excess arguments, more than expected.
   *
   * @param {string[]} receivedArgs
   * @private
   */

  _excessArguments(receivedArgs) {
    if (this._allowExcessArguments) return;

    const expected = this.registeredArguments.length;
    const s = expected === 1 ? '' : 's';
    const forSubcommand = this.parent ? ` for '${this.name()}'` : '';
    const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${receivedArgs.length}.`;
    this.error(message, { code: 'commander.excessArguments' });
  }

  /**
   * Unknown command.
   *
   * @private
   */

  unknownCommand() {
    const unknownName = this.args[0];
    let suggestion = '';

    if (this._showSuggestionAfterError) {
      const candidateNames = [];
      this.createHelp()
        .visibleCommands(this)
        .forEach((command) => {
          candidateNames.push(command.name());
          // just visible alias
          if (command.alias()) candidateNames.push(command.alias());
        });
      suggestion = suggestSimilar(unknownName, candidateNames);
    }

    const message = `error: unknown command '${unknownName}'${suggestion}`;
    this.error(message, { code: 'commander.unknownCommand' });
  }

  /**
   * Get or set the program version.
   *
   * This method auto-registers the "-V, --version" option which will print the version number.
   *
   * You can optionally supply the flags and description to override the defaults.
   *
   * @param {string} [str]
   * @param {string} [flags]
   * @param {string} [description]
   * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
   */

  version(str, flags, description) {
    if (str === undefined) return this._version;
    this._version = str;
    flags = flags || '-V, --version';
    description = description || 'output the version number';
    const versionOption = this.createOption(flags, description);
    this._versionOptionName = versionOption.attributeName();
    this._registerOption(versionOption);

    this.on('option:' + versionOption.name(), () => {
      this._outputConfiguration.writeOut(`${str}\n`);
      this._exit(0, 'commander.version', str);
    });
    return this;
  }

  /**
   * Set the description.
   *
   * @param {string} [str]
   * @param {object} [argsDescription]
   * @return {(string|Command)}
   */
  description(str, argsDescription) {
    if (str === undefined && argsDescription === undefined)
      return this._description;
    this._description = str;
    if (argsDescription) {
      this._argsDescription = argsDescription;
    }
    return this;
  }

  /**
   * Set the summary. Used when listed as subcommand of parent.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */
  summary(str) {
    if (str === undefined) return this._summary;
    this._summary = str;
    return this;
  }

  /**
   * Set an alias for the command.
   *
   * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
   *
   * @param {string} [alias]
   * @return {(string|Command)}
   */

  alias(alias) {
    if (alias === undefined) return this._aliases[0]; // just return first, for backwards compatibility

    /** @type {Command} */
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    let command = this;
    if (
      this.commands.length !== 0 &&
      this.commands[this.commands.length - 1]._executableHandler
    ) {
      // assume adding alias for last added executable subcommand, rather than this
      command = this.commands[this.commands.length - 1];
    }

    if (alias === command._name)
      throw new Error("Command alias can't be the same as its name");
    const matchingCommand = this.parent?._findCommand(alias);
    if (matchingCommand) {
      // c.f. _registerCommand
      const existingCmd = [matchingCommand.name()]
        .concat(matchingCommand.aliases())
        .join('|');
      throw new Error(
        `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`,
      );
    }

    command._aliases.push(alias);
    return this;
  }

  /**
   * Set aliases for the command.
   *
   * Only the first alias is shown in the auto-generated help.
   *
   * @param {string[]} [aliases]
   * @return {(string[]|Command)}
   */

  aliases(aliases) {
    // Getter for the array of aliases is the main reason for having aliases() in addition to alias().
    if (aliases === undefined) return this._aliases;

    aliases.forEach((alias) => this.alias(alias));
    return this;
  }

  /**
   * Set / get the command usage `str`.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */

  usage(str) {
    if (str === undefined) {
      if (this._usage) return this._usage;

      const args = this.registeredArguments.map((arg) => {
        return humanReadableArgName(arg);
      });
      return []
        .concat(
          this.options.length || this._helpOption !== null ? '[options]' : [],
          this.commands.length ? '[command]' : [],
          this.registeredArguments.length ? args : [],
        )
        .join(' ');
    }

    this._usage = str;
    return this;
  }

  /**
   * Get or set the name of the command.
   *
   * @param {string} [str]
   * @return {(string|Command)}
   */

  name(str) {
    if (str === undefined) return this._name;
    this._name = str;
    return this;
  }

  /**
   * Set/get the help group heading for this subcommand in parent command's help.
   *
   * @param {string} [heading]
   * @return {Command | string}
   */

  helpGroup(heading) {
    if (heading === undefined) return this._helpGroupHeading ?? '';
    this._helpGroupHeading = heading;
    return this;
  }

  /**
   * Set/get the default help group heading for subcommands added to this command.
   * (This does not override a group set directly on the subcommand using .helpGroup().)
   *
   * @example
   * program.commandsGroup('Development Commands:);
   * program.command('watch')...
   * program.command('lint')...
   * ...
   *
   * @param {string} [heading]
   * @returns {Command | string}
   */
  commandsGroup(heading) {
    if (heading === undefined) return this._defaultCommandGroup ?? '';
    this._defaultCommandGroup = heading;
    return this;
  }

  /**
   * Set/get the default help group heading for options added to this command.
   * (This does not override a group set directly on the option using .helpGroup().)
   *
   * @example
   * program
   *   .optionsGroup('Development Options:')
   *   .option('-d, --debug', 'output extra debugging')
   *   .option('-p, --profile', 'output profiling information')
   *
   * @param {string} [heading]
   * @returns {Command | string}
   */
  optionsGroup(heading) {
    if (heading === undefined) return this._defaultOptionGroup ?? '';
    this._defaultOptionGroup = heading;
    return this;
  }

  /**
   * @param {Option} option
   * @private
   */
  _initOptionGroup(option) {
    if (this._defaultOptionGroup && !option.helpGroupHeading)
      option.helpGroup(this._defaultOptionGroup);
  }

  /**
   * @param {Command} cmd
   * @private
   */
  _initCommandGroup(cmd) {
    if (this._defaultCommandGroup && !cmd.helpGroup())
      cmd.helpGroup(this._defaultCommandGroup);
  }

  /**
   * Set the name of the command from script filename, such as process.argv[1],
   * or require.main.filename, or __filename.
   *
   * (Used internally and public although not documented in README.)
   *
   * @example
   * program.nameFromFilename(require.main.filename);
   *
   * @param {string} filename
   * @return {Command}
   */

  nameFromFilename(filename) {
    this._name = path.basename(filename, path.extname(filename));

    return this;
  }

  /**
   * Get or set the directory for searching for executable subcommands of this command.
   *
   * @example
   * program.executableDir(__dirname);
   * // or
   * program.executableDir('subcommands');
   *
   * @param {string} [path]
   * @return {(string|null|Command)}
   */

  executableDir(path) {
    if (path === undefined) return this._executableDir;
    this._executableDir = path;
    return this;
  }

  /**
   * Return program help documentation.
   *
   * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
   * @return {string}
   */

  helpInformation(contextOptions) {
    const helper = this.createHelp();
    const context = this._getOutputContext(contextOptions);
    helper.prepareContext({
      error: context.error,
      helpWidth: context.helpWidth,
      outputHasColors: context.hasColors,
    });
    const text = helper.formatHelp(this, helper);
    if (context.hasColors) return text;
    return this._outputConfiguration.stripColor(text);
  }

  /**
   * @typedef HelpContext
   * @type {object}
   * @property {boolean} error
   * @property {number} helpWidth
   * @property {boolean} hasColors
   * @property {function} write - includes stripColor if needed
   *
   * @returns {HelpContext}
   * @private
   */

  _getOutputContext(contextOptions) {
    contextOptions = contextOptions || {};
    const error = !!contextOptions.error;
    let baseWrite;
    let hasColors;
    let helpWidth;
    if (error) {
      baseWrite = (str) => this._outputConfiguration.writeErr(str);
      hasColors = this._outputConfiguration.getErrHasColors();
      helpWidth = this._outputConfiguration.getErrHelpWidth();
    } else {
      baseWrite = (str) => this._outputConfiguration.writeOut(str);
      hasColors = this._outputConfiguration.getOutHasColors();
      helpWidth = this._outputConfiguration.getOutHelpWidth();
    }
    const write = (str) => {
      if (!hasColors) str = this._outputConfiguration.stripColor(str);
      return baseWrite(str);
    };
    return { error, write, hasColors, helpWidth };
  }

  /**
   * Output help information for this command.
   *
   * Outputs built-in help, and custom text added using `.addHelpText()`.
   *
   * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
   */

  outputHelp(contextOptions) {
    let deprecatedCallback;
    if (typeof contextOptions === 'function') {
      deprecatedCallback = contextOptions;
      contextOptions = undefined;
    }

    const outputContext = this._getOutputContext(contextOptions);
    /** @type {HelpTextEventContext} */
    const eventContext = {
      error: outputContext.error,
      write: outputContext.write,
      command: this,
    };

    this._getCommandAndAncestors()
      .reverse()
      .forEach((command) => command.emit('beforeAllHelp', eventContext));
    this.emit('beforeHelp', eventContext);

    let helpInformation = this.helpInformation({ error: outputContext.error });
    if (deprecatedCallback) {
      helpInformation = deprecatedCallback(helpInformation);
      if (
        typeof helpInformation !== 'string' &&
        !Buffer.isBuffer(helpInformation)
      ) {
        throw new Error('outputHelp callback must return a string or a Buffer');
      }
    }
    outputContext.write(helpInformation);

    if (this._getHelpOption()?.long) {
      this.emit(this._getHelpOption().long); // deprecated
    }
    this.emit('afterHelp', eventContext);
    this._getCommandAndAncestors().forEach((command) =>
      command.emit('afterAllHelp', eventContext),
    );
  }

  /**
   * You can pass in flags and a description to customise the built-in help option.
   * Pass in false to disable the built-in help option.
   *
   * @example
   * program.helpOption('-?, --help' 'show help'); // customise
   * program.helpOption(false); // disable
   *
   * @param {(string | boolean)} flags
   * @param {string} [description]
   * @return {Command} `this` command for chaining
   */

  helpOption(flags, description) {
    // Support enabling/disabling built-in help option.
    if (typeof flags === 'boolean') {
      if (flags) {
        if (this._helpOption === null) this._helpOption = undefined; // reenable
        if (this._defaultOptionGroup) {
          // make the option to store the group
          this._initOptionGroup(this._getHelpOption());
        }
      } else {
        this._helpOption = null; // disable
      }
      return this;
    }

    // Customise flags and description.
    this._helpOption = this.createOption(
      flags ?? '-h, --help',
      description ?? 'display help for command',
    );
    // init group unless lazy create
    if (flags || description) this._initOptionGroup(this._helpOption);

    return this;
  }

  /**
   * Lazy create help option.
   * Returns null if has been disabled with .helpOption(false).
   *
   * @returns {(Option | null)} the help option
   * @package
   */
  _getHelpOption() {
    // Lazy create help option on demand.
    if (this._helpOption === undefined) {
      this.helpOption(undefined, undefined);
    }
    return this._helpOption;
  }

  /**
   * Supply your own option to use for the built-in help option.
   * This is an alternative to using helpOption() to customise the flags and description etc.
   *
   * @param {Option} option
   * @return {Command} `this` command for chaining
   */
  addHelpOption(option) {
    this._helpOption = option;
    this._initOptionGroup(option);
    return this;
  }

  /**
   * Output help information and exit.
   *
   * Outputs built-in help, and custom text added using `.addHelpText()`.
   *
   * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
   */

  help(contextOptions) {
    this.outputHelp(contextOptions);
    let exitCode = Number(process.exitCode ?? 0); // process.exitCode does allow a string or an integer, but we prefer just a number
    if (
      exitCode === 0 &&
      contextOptions &&
      typeof contextOptions !== 'function' &&
      contextOptions.error
    ) {
      exitCode = 1;
    }
    // message: do not have all displayed text available so only passing placeholder.
    this._exit(exitCode, 'commander.help', '(outputHelp)');
  }

  /**
   * // Do a little typing to coordinate emit and listener for the help text events.
   * @typedef HelpTextEventContext
   * @type {object}
   * @property {boolean} error
   * @property {Command} command
   * @property {function} write
   */

  /**
   * Add additional text to be displayed with the built-in help.
   *
   * Position is 'before' or 'after' to affect just this command,
   * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
   *
   * @param {string} position - before or after built-in help
   * @param {(string | Function)} text - string to add, or a function returning a string
   * @return {Command} `this` command for chaining
   */

  addHelpText(position, text) {
    const allowedValues = ['beforeAll', 'before', 'after', 'afterAll'];
    if (!allowedValues.includes(position)) {
      throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
    }

    const helpEvent = `${position}Help`;
    this.on(helpEvent, (/** @type {HelpTextEventContext} */ context) => {
      let helpStr;
      if (typeof text === 'function') {
        helpStr = text({ error: context.error, command: context.command });
      } else {
        helpStr = text;
      }
      // Ignore falsy value when nothing to output.
      if (helpStr) {
        context.write(`${helpStr}\n`);
      }
    });
    return this;
  }

  /**
   * Output help information if help flags specified
   *
   * @param {Array} args - array of options to search for help flags
   * @private
   */

  _outputHelpIfRequested(args) {
    const helpOption = this._getHelpOption();
    const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
    if (helpRequested) {
      this.outputHelp();
      // (Do not have all displayed text available so only passing placeholder.)
      this._exit(0, 'commander.helpDisplayed', '(outputHelp)');
    }
  }
}

/**
 * Scan arguments and increment port number for inspect calls (to avoid conflicts when spawning new command).
 *
 * @param {string[]} args - array of arguments from node.execArgv
 * @returns {string[]}
 * @private
 */

function incrementNodeInspectorPort(args) {
  // Testing for these options:
  //  --inspect[=[host:]port]
  //  --inspect-brk[=[host:]port]
  //  --inspect-port=[host:]port
  return args.map((arg) => {
    if (!arg.startsWith('--inspect')) {
      return arg;
    }
    let debugOption;
    let debugHost = '127.0.0.1';
    let debugPort = '9229';
    let match;
    if ((match = arg.match(/^(--inspect(-brk)?)$/)) !== null) {
      // e.g. --inspect
      debugOption = match[1];
    } else if (
      (match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+)$/)) !== null
    ) {
      debugOption = match[1];
      if (/^\d+$/.test(match[3])) {
        // e.g. --inspect=1234
        debugPort = match[3];
      } else {
        // e.g. --inspect=localhost
        debugHost = match[3];
      }
    } else if (
      (match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+):(\d+)$/)) !== null
    ) {
      // e.g. --inspect=localhost:1234
      debugOption = match[1];
      debugHost = match[3];
      debugPort = match[4];
    }

    if (debugOption && debugPort !== '0') {
      return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
    }
    return arg;
  });
}

/**
 * @returns {boolean | undefined}
 * @package
 */
function useColor() {
  // Test for common conventions.
  // NB: the observed behaviour is in combination with how author adds color! For example:
  //   - we do not test NODE_DISABLE_COLORS, but util:styletext does
  //   - we do test NO_COLOR, but Chalk does not
  //
  // References:
  // https://no-color.org
  // https://bixense.com/clicolors/
  // https://github.com/nodejs/node/blob/0a00217a5f67ef4a22384cfc80eb6dd9a917fdc1/lib/internal/tty.js#L109
  // https://github.com/chalk/supports-color/blob/c214314a14bcb174b12b3014b2b0a8de375029ae/index.js#L33
  // (https://force-color.org recent web page from 2023, does not match major javascript implementations)

  if (
    process.env.NO_COLOR ||
    process.env.FORCE_COLOR === '0' ||
    process.env.FORCE_COLOR === 'false'
  )
    return false;
  if (process.env.FORCE_COLOR || process.env.CLICOLOR_FORCE !== undefined)
    return true;
  return undefined;
}

exports.Command = Command;
exports.useColor = useColor; // exporting for tests


/***/ }),

/***/ 1135:
/***/ ((__unused_webpack_module, exports) => {

/**
 * CommanderError class
 */
class CommanderError extends Error {
  /**
   * Constructs the CommanderError class
   * @param {number} exitCode suggested exit code which could be used with process.exit
   * @param {string} code an id string representing the error
   * @param {string} message human-readable description of the error
   */
  constructor(exitCode, code, message) {
    super(message);
    // properly capture stack trace in Node.js
    Error.captureStackTrace(this, this.constructor);
    this.name = this.constructor.name;
    this.code = code;
    this.exitCode = exitCode;
    this.nestedError = undefined;
  }
}

/**
 * InvalidArgumentError class
 */
class InvalidArgumentError extends CommanderError {
  /**
   * Constructs the InvalidArgumentError class
   * @param {string} [message] explanation of why argument is invalid
   */
  constructor(message) {
    super(1, 'commander.invalidArgument', message);
    // properly capture stack trace in Node.js
    Error.captureStackTrace(this, this.constructor);
    this.name = this.constructor.name;
  }
}

exports.CommanderError = CommanderError;
exports.InvalidArgumentError = InvalidArgumentError;


/***/ }),

/***/ 9754:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { humanReadableArgName } = __nccwpck_require__(9154);

/**
 * TypeScript import types for JSDoc, used by Visual Studio Code IntelliSense and `npm run typescript-checkJS`
 * https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#import-types
 * @typedef { import("./argument.js").Argument } Argument
 * @typedef { import("./command.js").Command } Command
 * @typedef { import("./option.js").Option } Option
 */

// Although this is a class, methods are static in style to allow override using subclass or just functions.
class Help {
  constructor() {
    this.helpWidth = undefined;
    this.minWidthToWrap = 40;
    this.sortSubcommands = false;
    this.sortOptions = false;
    this.showGlobalOptions = false;
  }

  /**
   * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
   * and just before calling `formatHelp()`.
   *
   * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
   *
   * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
   */
  prepareContext(contextOptions) {
    this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
  }

  /**
   * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
   *
   * @param {Command} cmd
   * @returns {Command[]}
   */

  visibleCommands(cmd) {
    const visibleCommands = cmd.commands.filter((cmd) => !cmd._hidden);
    const helpCommand = cmd._getHelpCommand();
    if (helpCommand && !helpCommand._hidden) {
      visibleCommands.push(helpCommand);
    }
    if (this.sortSubcommands) {
      visibleCommands.sort((a, b) => {
        // @ts-ignore: because overloaded return type
        return a.name().localeCompare(b.name());
      });
    }
    return visibleCommands;
  }

  /**
   * Compare options for sort.
   *
   * @param {Option} a
   * @param {Option} b
   * @returns {number}
   */
  compareOptions(a, b) {
    const getSortKey = (option) => {
      // WYSIWYG for order displayed in help. Short used for comparison if present. No special handling for negated.
      return option.short
        ? option.short.replace(/^-/, '')
        : option.long.replace(/^--/, '');
    };
    return getSortKey(a).localeCompare(getSortKey(b));
  }

  /**
   * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
   *
   * @param {Command} cmd
   * @returns {Option[]}
   */

  visibleOptions(cmd) {
    const visibleOptions = cmd.options.filter((option) => !option.hidden);
    // Built-in help option.
    const helpOption = cmd._getHelpOption();
    if (helpOption && !helpOption.hidden) {
      // Automatically hide conflicting flags. Bit dubious but a historical behaviour that is convenient for single-command programs.
      const removeShort = helpOption.short && cmd._findOption(helpOption.short);
      const removeLong = helpOption.long && cmd._findOption(helpOption.long);
      if (!removeShort && !removeLong) {
        visibleOptions.push(helpOption); // no changes needed
      } else if (helpOption.long && !removeLong) {
        visibleOptions.push(
          cmd.createOption(helpOption.long, helpOption.description),
        );
      } else if (helpOption.short && !removeShort) {
        visibleOptions.push(
          cmd.createOption(helpOption.short, helpOption.description),
        );
      }
    }
    if (this.sortOptions) {
      visibleOptions.sort(this.compareOptions);
    }
    return visibleOptions;
  }

  /**
   * Get an array of the visible global options. (Not including help.)
   *
   * @param {Command} cmd
   * @returns {Option[]}
   */

  visibleGlobalOptions(cmd) {
    if (!this.showGlobalOptions) return [];

    const globalOptions = [];
    for (
      let ancestorCmd = cmd.parent;
      ancestorCmd;
      ancestorCmd = ancestorCmd.parent
    ) {
      const visibleOptions = ancestorCmd.options.filter(
        (option) => !option.hidden,
      );
      globalOptions.push(...visibleOptions);
    }
    if (this.sortOptions) {
      globalOptions.sort(this.compareOptions);
    }
    return globalOptions;
  }

  /**
   * Get an array of the arguments if any have a description.
   *
   * @param {Command} cmd
   * @returns {Argument[]}
   */

  visibleArguments(cmd) {
    // Side effect! Apply the legacy descriptions before the arguments are displayed.
    if (cmd._argsDescription) {
      cmd.registeredArguments.forEach((argument) => {
        argument.description =
          argument.description || cmd._argsDescription[argument.name()] || '';
      });
    }

    // If there are any arguments with a description then return all the arguments.
    if (cmd.registeredArguments.find((argument) => argument.description)) {
      return cmd.registeredArguments;
    }
    return [];
  }

  /**
   * Get the command term to show in the list of subcommands.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  subcommandTerm(cmd) {
    // Legacy. Ignores custom usage string, and nested commands.
    const args = cmd.registeredArguments
      .map((arg) => humanReadableArgName(arg))
      .join(' ');
    return (
      cmd._name +
      (cmd._aliases[0] ? '|' + cmd._aliases[0] : '') +
      (cmd.options.length ? ' [options]' : '') + // simplistic check for non-help option
      (args ? ' ' + args : '')
    );
  }

  /**
   * Get the option term to show in the list of options.
   *
   * @param {Option} option
   * @returns {string}
   */

  optionTerm(option) {
    return option.flags;
  }

  /**
   * Get the argument term to show in the list of arguments.
   *
   * @param {Argument} argument
   * @returns {string}
   */

  argumentTerm(argument) {
    return argument.name();
  }

  /**
   * Get the longest command term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestSubcommandTermLength(cmd, helper) {
    return helper.visibleCommands(cmd).reduce((max, command) => {
      return Math.max(
        max,
        this.displayWidth(
          helper.styleSubcommandTerm(helper.subcommandTerm(command)),
        ),
      );
    }, 0);
  }

  /**
   * Get the longest option term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestOptionTermLength(cmd, helper) {
    return helper.visibleOptions(cmd).reduce((max, option) => {
      return Math.max(
        max,
        this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))),
      );
    }, 0);
  }

  /**
   * Get the longest global option term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestGlobalOptionTermLength(cmd, helper) {
    return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
      return Math.max(
        max,
        this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option))),
      );
    }, 0);
  }

  /**
   * Get the longest argument term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  longestArgumentTermLength(cmd, helper) {
    return helper.visibleArguments(cmd).reduce((max, argument) => {
      return Math.max(
        max,
        this.displayWidth(
          helper.styleArgumentTerm(helper.argumentTerm(argument)),
        ),
      );
    }, 0);
  }

  /**
   * Get the command usage to be displayed at the top of the built-in help.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  commandUsage(cmd) {
    // Usage
    let cmdName = cmd._name;
    if (cmd._aliases[0]) {
      cmdName = cmdName + '|' + cmd._aliases[0];
    }
    let ancestorCmdNames = '';
    for (
      let ancestorCmd = cmd.parent;
      ancestorCmd;
      ancestorCmd = ancestorCmd.parent
    ) {
      ancestorCmdNames = ancestorCmd.name() + ' ' + ancestorCmdNames;
    }
    return ancestorCmdNames + cmdName + ' ' + cmd.usage();
  }

  /**
   * Get the description for the command.
   *
   * @param {Command} cmd
   * @returns {string}
   */

  commandDescription(cmd) {
    // @ts-ignore: because overloaded return type
    return cmd.description();
  }

  /**
   * Get the subcommand summary to show in the list of subcommands.
   * (Fallback to description for backwards compatibility.)
   *
   * @param {Command} cmd
   * @returns {string}
   */

  subcommandDescription(cmd) {
    // @ts-ignore: because overloaded return type
    return cmd.summary() || cmd.description();
  }

  /**
   * Get the option description to show in the list of options.
   *
   * @param {Option} option
   * @return {string}
   */

  optionDescription(option) {
    const extraInfo = [];

    if (option.argChoices) {
      extraInfo.push(
        // use stringify to match the display of the default value
        `choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(', ')}`,
      );
    }
    if (option.defaultValue !== undefined) {
      // default for boolean and negated more for programmer than end user,
      // but show true/false for boolean option as may be for hand-rolled env or config processing.
      const showDefault =
        option.required ||
        option.optional ||
        (option.isBoolean() && typeof option.defaultValue === 'boolean');
      if (showDefault) {
        extraInfo.push(
          `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`,
        );
      }
    }
    // preset for boolean and negated are more for programmer than end user
    if (option.presetArg !== undefined && option.optional) {
      extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
    }
    if (option.envVar !== undefined) {
      extraInfo.push(`env: ${option.envVar}`);
    }
    if (extraInfo.length > 0) {
      const extraDescription = `(${extraInfo.join(', ')})`;
      if (option.description) {
        return `${option.description} ${extraDescription}`;
      }
      return extraDescription;
    }

    return option.description;
  }

  /**
   * Get the argument description to show in the list of arguments.
   *
   * @param {Argument} argument
   * @return {string}
   */

  argumentDescription(argument) {
    const extraInfo = [];
    if (argument.argChoices) {
      extraInfo.push(
        // use stringify to match the display of the default value
        `choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(', ')}`,
      );
    }
    if (argument.defaultValue !== undefined) {
      extraInfo.push(
        `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`,
      );
    }
    if (extraInfo.length > 0) {
      const extraDescription = `(${extraInfo.join(', ')})`;
      if (argument.description) {
        return `${argument.description} ${extraDescription}`;
      }
      return extraDescription;
    }
    return argument.description;
  }

  /**
   * Format a list of items, given a heading and an array of formatted items.
   *
   * @param {string} heading
   * @param {string[]} items
   * @param {Help} helper
   * @returns string[]
   */
  formatItemList(heading, items, helper) {
    if (items.length === 0) return [];

    return [helper.styleTitle(heading), ...items, ''];
  }

  /**
   * Group items by their help group heading.
   *
   * @param {Command[] | Option[]} unsortedItems
   * @param {Command[] | Option[]} visibleItems
   * @param {Function} getGroup
   * @returns {Map<string, Command[] | Option[]>}
   */
  groupItems(unsortedItems, visibleItems, getGroup) {
    const result = new Map();
    // Add groups in order of appearance in unsortedItems.
    unsortedItems.forEach((item) => {
      const group = getGroup(item);
      if (!result.has(group)) result.set(group, []);
    });
    // Add items in order of appearance in visibleItems.
    visibleItems.forEach((item) => {
      const group = getGroup(item);
      if (!result.has(group)) {
        result.set(group, []);
      }
      result.get(group).push(item);
    });
    return result;
  }

  /**
   * Generate the built-in help text.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {string}
   */

  formatHelp(cmd, helper) {
    const termWidth = helper.padWidth(cmd, helper);
    const helpWidth = helper.helpWidth ?? 80; // in case prepareContext() was not called

    function callFormatItem(term, description) {
      return helper.formatItem(term, termWidth, description, helper);
    }

    // Usage
    let output = [
      `${helper.styleTitle('Usage:')} ${helper.styleUsage(helper.commandUsage(cmd))}`,
      '',
    ];

    // Description
    const commandDescription = helper.commandDescription(cmd);
    if (commandDescription.length > 0) {
      output = output.concat([
        helper.boxWrap(
          helper.styleCommandDescription(commandDescription),
          helpWidth,
        ),
        '',
      ]);
    }

    // Arguments
    const argumentList = helper.visibleArguments(cmd).map((argument) => {
      return callFormatItem(
        helper.styleArgumentTerm(helper.argumentTerm(argument)),
        helper.styleArgumentDescription(helper.argumentDescription(argument)),
      );
    });
    output = output.concat(
      this.formatItemList('Arguments:', argumentList, helper),
    );

    // Options
    const optionGroups = this.groupItems(
      cmd.options,
      helper.visibleOptions(cmd),
      (option) => option.helpGroupHeading ?? 'Options:',
    );
    optionGroups.forEach((options, group) => {
      const optionList = options.map((option) => {
        return callFormatItem(
          helper.styleOptionTerm(helper.optionTerm(option)),
          helper.styleOptionDescription(helper.optionDescription(option)),
        );
      });
      output = output.concat(this.formatItemList(group, optionList, helper));
    });

    if (helper.showGlobalOptions) {
      const globalOptionList = helper
        .visibleGlobalOptions(cmd)
        .map((option) => {
          return callFormatItem(
            helper.styleOptionTerm(helper.optionTerm(option)),
            helper.styleOptionDescription(helper.optionDescription(option)),
          );
        });
      output = output.concat(
        this.formatItemList('Global Options:', globalOptionList, helper),
      );
    }

    // Commands
    const commandGroups = this.groupItems(
      cmd.commands,
      helper.visibleCommands(cmd),
      (sub) => sub.helpGroup() || 'Commands:',
    );
    commandGroups.forEach((commands, group) => {
      const commandList = commands.map((sub) => {
        return callFormatItem(
          helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
          helper.styleSubcommandDescription(helper.subcommandDescription(sub)),
        );
      });
      output = output.concat(this.formatItemList(group, commandList, helper));
    });

    return output.join('\n');
  }

  /**
   * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
   *
   * @param {string} str
   * @returns {number}
   */
  displayWidth(str) {
    return stripColor(str).length;
  }

  /**
   * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
   *
   * @param {string} str
   * @returns {string}
   */
  styleTitle(str) {
    return str;
  }

  styleUsage(str) {
    // Usage has lots of parts the user might like to color separately! Assume default usage string which is formed like:
    //    command subcommand [options] [command] <foo> [bar]
    return str
      .split(' ')
      .map((word) => {
        if (word === '[options]') return this.styleOptionText(word);
        if (word === '[command]') return this.styleSubcommandText(word);
        if (word[0] === '[' || word[0] === '<')
          return this.styleArgumentText(word);
        return this.styleCommandText(word); // Restrict to initial words?
      })
      .join(' ');
  }
  styleCommandDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleOptionDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleSubcommandDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleArgumentDescription(str) {
    return this.styleDescriptionText(str);
  }
  styleDescriptionText(str) {
    return str;
  }
  styleOptionTerm(str) {
    return this.styleOptionText(str);
  }
  styleSubcommandTerm(str) {
    // This is very like usage with lots of parts! Assume default string which is formed like:
    //    subcommand [options] <foo> [bar]
    return str
      .split(' ')
      .map((word) => {
        if (word === '[options]') return this.styleOptionText(word);
        if (word[0] === '[' || word[0] === '<')
          return this.styleArgumentText(word);
        return this.styleSubcommandText(word); // Restrict to initial words?
      })
      .join(' ');
  }
  styleArgumentTerm(str) {
    return this.styleArgumentText(str);
  }
  styleOptionText(str) {
    return str;
  }
  styleArgumentText(str) {
    return str;
  }
  styleSubcommandText(str) {
    return str;
  }
  styleCommandText(str) {
    return str;
  }

  /**
   * Calculate the pad width from the maximum term length.
   *
   * @param {Command} cmd
   * @param {Help} helper
   * @returns {number}
   */

  padWidth(cmd, helper) {
    return Math.max(
      helper.longestOptionTermLength(cmd, helper),
      helper.longestGlobalOptionTermLength(cmd, helper),
      helper.longestSubcommandTermLength(cmd, helper),
      helper.longestArgumentTermLength(cmd, helper),
    );
  }

  /**
   * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
   *
   * @param {string} str
   * @returns {boolean}
   */
  preformatted(str) {
    return /\n[^\S\r\n]/.test(str);
  }

  /**
   * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
   *
   * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
   *   TTT  DDD DDDD
   *        DD DDD
   *
   * @param {string} term
   * @param {number} termWidth
   * @param {string} description
   * @param {Help} helper
   * @returns {string}
   */
  formatItem(term, termWidth, description, helper) {
    const itemIndent = 2;
    const itemIndentStr = ' '.repeat(itemIndent);
    if (!description) return itemIndentStr + term;

    // Pad the term out to a consistent width, so descriptions are aligned.
    const paddedTerm = term.padEnd(
      termWidth + term.length - helper.displayWidth(term),
    );

    // Format the description.
    const spacerWidth = 2; // between term and description
    const helpWidth = this.helpWidth ?? 80; // in case prepareContext() was not called
    const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
    let formattedDescription;
    if (
      remainingWidth < this.minWidthToWrap ||
      helper.preformatted(description)
    ) {
      formattedDescription = description;
    } else {
      const wrappedDescription = helper.boxWrap(description, remainingWidth);
      formattedDescription = wrappedDescription.replace(
        /\n/g,
        '\n' + ' '.repeat(termWidth + spacerWidth),
      );
    }

    // Construct and overall indent.
    return (
      itemIndentStr +
      paddedTerm +
      ' '.repeat(spacerWidth) +
      formattedDescription.replace(/\n/g, `\n${itemIndentStr}`)
    );
  }

  /**
   * Wrap a string at whitespace, preserving existing line breaks.
   * Wrapping is skipped if the width is less than `minWidthToWrap`.
   *
   * @param {string} str
   * @param {number} width
   * @returns {string}
   */
  boxWrap(str, width) {
    if (width < this.minWidthToWrap) return str;

    const rawLines = str.split(/\r\n|\n/);
    // split up text by whitespace
    const chunkPattern = /[\s]*[^\s]+/g;
    const wrappedLines = [];
    rawLines.forEach((line) => {
      const chunks = line.match(chunkPattern);
      if (chunks === null) {
        wrappedLines.push('');
        return;
      }

      let sumChunks = [chunks.shift()];
      let sumWidth = this.displayWidth(sumChunks[0]);
      chunks.forEach((chunk) => {
        const visibleWidth = this.displayWidth(chunk);
        // Accumulate chunks while they fit into width.
        if (sumWidth + visibleWidth <= width) {
          sumChunks.push(chunk);
          sumWidth += visibleWidth;
          return;
        }
        wrappedLines.push(sumChunks.join(''));

        const nextChunk = chunk.trimStart(); // trim space at line break
        sumChunks = [nextChunk];
        sumWidth = this.displayWidth(nextChunk);
      });
      wrappedLines.push(sumChunks.join(''));
    });

    return wrappedLines.join('\n');
  }
}

/**
 * Strip style ANSI escape sequences from the string. In particular, SGR (Select Graphic Rendition) codes.
 *
 * @param {string} str
 * @returns {string}
 * @package
 */

function stripColor(str) {
  // eslint-disable-next-line no-control-regex
  const sgrPattern = /\x1b\[\d*(;\d*)*m/g;
  return str.replace(sgrPattern, '');
}

exports.Help = Help;
exports.stripColor = stripColor;


/***/ }),

/***/ 5240:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const { InvalidArgumentError } = __nccwpck_require__(1135);

class Option {
  /**
   * Initialize a new `Option` with the given `flags` and `description`.
   *
   * @param {string} flags
   * @param {string} [description]
   */

  constructor(flags, description) {
    this.flags = flags;
    this.description = description || '';

    this.required = flags.includes('<'); // A value must be supplied when the option is specified.
    this.optional = flags.includes('['); // A value is optional when the option is specified.
    // variadic test ignores <value,...> et al which might be used to describe custom splitting of single argument
    this.variadic = /\w\.\.\.[>\]]$/.test(flags); // The option can take multiple values.
    this.mandatory = false; // The option must have a value after parsing, which usually means it must be specified on command line.
    const optionFlags = splitOptionFlags(flags);
    this.short = optionFlags.shortFlag; // May be a short flag, undefined, or even a long flag (if option has two long flags).
    this.long = optionFlags.longFlag;
    this.negate = false;
    if (this.long) {
      this.negate = this.long.startsWith('--no-');
    }
    this.defaultValue = undefined;
    this.defaultValueDescription = undefined;
    this.presetArg = undefined;
    this.envVar = undefined;
    this.parseArg = undefined;
    this.hidden = false;
    this.argChoices = undefined;
    this.conflictsWith = [];
    this.implied = undefined;
    this.helpGroupHeading = undefined; // soft initialised when option added to command
  }

  /**
   * Set the default value, and optionally supply the description to be displayed in the help.
   *
   * @param {*} value
   * @param {string} [description]
   * @return {Option}
   */

  default(value, description) {
    this.defaultValue = value;
    this.defaultValueDescription = description;
    return this;
  }

  /**
   * Preset to use when option used without option-argument, especially optional but also boolean and negated.
   * The custom processing (parseArg) is called.
   *
   * @example
   * new Option('--color').default('GREYSCALE').preset('RGB');
   * new Option('--donate [amount]').preset('20').argParser(parseFloat);
   *
   * @param {*} arg
   * @return {Option}
   */

  preset(arg) {
    this.presetArg = arg;
    return this;
  }

  /**
   * Add option name(s) that conflict with this option.
   * An error will be displayed if conflicting options are found during parsing.
   *
   * @example
   * new Option('--rgb').conflicts('cmyk');
   * new Option('--js').conflicts(['ts', 'jsx']);
   *
   * @param {(string | string[])} names
   * @return {Option}
   */

  conflicts(names) {
    this.conflictsWith = this.conflictsWith.concat(names);
    return this;
  }

  /**
   * Specify implied option values for when this option is set and the implied options are not.
   *
   * The custom processing (parseArg) is not called on the implied values.
   *
   * @example
   * program
   *   .addOption(new Option('--log', 'write logging information to file'))
   *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
   *
   * @param {object} impliedOptionValues
   * @return {Option}
   */
  implies(impliedOptionValues) {
    let newImplied = impliedOptionValues;
    if (typeof impliedOptionValues === 'string') {
      // string is not documented, but easy mistake and we can do what user probably intended.
      newImplied = { [impliedOptionValues]: true };
    }
    this.implied = Object.assign(this.implied || {}, newImplied);
    return this;
  }

  /**
   * Set environment variable to check for option value.
   *
   * An environment variable is only used if when processed the current option value is
   * undefined, or the source of the current value is 'default' or 'config' or 'env'.
   *
   * @param {string} name
   * @return {Option}
   */

  env(name) {
    this.envVar = name;
    return this;
  }

  /**
   * Set the custom handler for processing CLI option arguments into option values.
   *
   * @param {Function} [fn]
   * @return {Option}
   */

  argParser(fn) {
    this.parseArg = fn;
    return this;
  }

  /**
   * Whether the option is mandatory and must have a value after parsing.
   *
   * @param {boolean} [mandatory=true]
   * @return {Option}
   */

  makeOptionMandatory(mandatory = true) {
    this.mandatory = !!mandatory;
    return this;
  }

  /**
   * Hide option in help.
   *
   * @param {boolean} [hide=true]
   * @return {Option}
   */

  hideHelp(hide = true) {
    this.hidden = !!hide;
    return this;
  }

  /**
   * @package
   */

  _collectValue(value, previous) {
    if (previous === this.defaultValue || !Array.isArray(previous)) {
      return [value];
    }

    previous.push(value);
    return previous;
  }

  /**
   * Only allow option value to be one of choices.
   *
   * @param {string[]} values
   * @return {Option}
   */

  choices(values) {
    this.argChoices = values.slice();
    this.parseArg = (arg, previous) => {
      if (!this.argChoices.includes(arg)) {
        throw new InvalidArgumentError(
          `Allowed choices are ${this.argChoices.join(', ')}.`,
        );
      }
      if (this.variadic) {
        return this._collectValue(arg, previous);
      }
      return arg;
    };
    return this;
  }

  /**
   * Return option name.
   *
   * @return {string}
   */

  name() {
    if (this.long) {
      return this.long.replace(/^--/, '');
    }
    return this.short.replace(/^-/, '');
  }

  /**
   * Return option name, in a camelcase format that can be used
   * as an object attribute key.
   *
   * @return {string}
   */

  attributeName() {
    if (this.negate) {
      return camelcase(this.name().replace(/^no-/, ''));
    }
    return camelcase(this.name());
  }

  /**
   * Set the help group heading.
   *
   * @param {string} heading
   * @return {Option}
   */
  helpGroup(heading) {
    this.helpGroupHeading = heading;
    return this;
  }

  /**
   * Check if `arg` matches the short or long flag.
   *
   * @param {string} arg
   * @return {boolean}
   * @package
   */

  is(arg) {
    return this.short === arg || this.long === arg;
  }

  /**
   * Return whether a boolean option.
   *
   * Options are one of boolean, negated, required argument, or optional argument.
   *
   * @return {boolean}
   * @package
   */

  isBoolean() {
    return !this.required && !this.optional && !this.negate;
  }
}

/**
 * This class is to make it easier to work with dual options, without changing the existing
 * implementation. We support separate dual options for separate positive and negative options,
 * like `--build` and `--no-build`, which share a single option value. This works nicely for some
 * use cases, but is tricky for others where we want separate behaviours despite
 * the single shared option value.
 */
class DualOptions {
  /**
   * @param {Option[]} options
   */
  constructor(options) {
    this.positiveOptions = new Map();
    this.negativeOptions = new Map();
    this.dualOptions = new Set();
    options.forEach((option) => {
      if (option.negate) {
        this.negativeOptions.set(option.attributeName(), option);
      } else {
        this.positiveOptions.set(option.attributeName(), option);
      }
    });
    this.negativeOptions.forEach((value, key) => {
      if (this.positiveOptions.has(key)) {
        this.dualOptions.add(key);
      }
    });
  }

  /**
   * Did the value come from the option, and not from possible matching dual option?
   *
   * @param {*} value
   * @param {Option} option
   * @returns {boolean}
   */
  valueFromOption(value, option) {
    const optionKey = option.attributeName();
    if (!this.dualOptions.has(optionKey)) return true;

    // Use the value to deduce if (probably) came from the option.
    const preset = this.negativeOptions.get(optionKey).presetArg;
    const negativeValue = preset !== undefined ? preset : false;
    return option.negate === (negativeValue === value);
  }
}

/**
 * Convert string from kebab-case to camelCase.
 *
 * @param {string} str
 * @return {string}
 * @private
 */

function camelcase(str) {
  return str.split('-').reduce((str, word) => {
    return str + word[0].toUpperCase() + word.slice(1);
  });
}

/**
 * Split the short and long flag out of something like '-m,--mixed <value>'
 *
 * @private
 */

function splitOptionFlags(flags) {
  let shortFlag;
  let longFlag;
  // short flag, single dash and single character
  const shortFlagExp = /^-[^-]$/;
  // long flag, double dash and at least one character
  const longFlagExp = /^--[^-]/;

  const flagParts = flags.split(/[ |,]+/).concat('guard');
  // Normal is short and/or long.
  if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
  if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
  // Long then short. Rarely used but fine.
  if (!shortFlag && shortFlagExp.test(flagParts[0]))
    shortFlag = flagParts.shift();
  // Allow two long flags, like '--ws, --workspace'
  // This is the supported way to have a shortish option flag.
  if (!shortFlag && longFlagExp.test(flagParts[0])) {
    shortFlag = longFlag;
    longFlag = flagParts.shift();
  }

  // Check for unprocessed flag. Fail noisily rather than silently ignore.
  if (flagParts[0].startsWith('-')) {
    const unsupportedFlag = flagParts[0];
    const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags}'`;
    if (/^-[^-][^-]/.test(unsupportedFlag))
      throw new Error(
        `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`,
      );
    if (shortFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many short flags`);
    if (longFlagExp.test(unsupportedFlag))
      throw new Error(`${baseError}
- too many long flags`);

    throw new Error(`${baseError}
- unrecognised flag format`);
  }
  if (shortFlag === undefined && longFlag === undefined)
    throw new Error(
      `option creation failed due to no flags found in '${flags}'.`,
    );

  return { shortFlag, longFlag };
}

exports.Option = Option;
exports.DualOptions = DualOptions;


/***/ }),

/***/ 5030:
/***/ ((__unused_webpack_module, exports) => {

const maxDistance = 3;

function editDistance(a, b) {
  // https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance
  // Calculating optimal string alignment distance, no substring is edited more than once.
  // (Simple implementation.)

  // Quick early exit, return worst case.
  if (Math.abs(a.length - b.length) > maxDistance)
    return Math.max(a.length, b.length);

  // distance between prefix substrings of a and b
  const d = [];

  // pure deletions turn a into empty string
  for (let i = 0; i <= a.length; i++) {
    d[i] = [i];
  }
  // pure insertions turn empty string into b
  for (let j = 0; j <= b.length; j++) {
    d[0][j] = j;
  }

  // fill matrix
  for (let j = 1; j <= b.length; j++) {
    for (let i = 1; i <= a.length; i++) {
      let cost = 1;
      if (a[i - 1] === b[j - 1]) {
        cost = 0;
      } else {
        cost = 1;
      }
      d[i][j] = Math.min(
        d[i - 1][j] + 1, // deletion
        d[i][j - 1] + 1, // insertion
        d[i - 1][j - 1] + cost, // substitution
      );
      // transposition
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }

  return d[a.length][b.length];
}

/**
 * Find close matches, restricted to same number of edits.
 *
 * @param {string} word
 * @param {string[]} candidates
 * @returns {string}
 */

function suggestSimilar(word, candidates) {
  if (!candidates || candidates.length === 0) return '';
  // remove possible duplicates
  candidates = Array.from(new Set(candidates));

  const searchingOptions = word.startsWith('--');
  if (searchingOptions) {
    word = word.slice(2);
    candidates = candidates.map((candidate) => candidate.slice(2));
  }

  let similar = [];
  let bestDistance = maxDistance;
  const minSimilarity = 0.4;
  candidates.forEach((candidate) => {
    if (candidate.length <= 1) return; // no one character guesses

    const distance = editDistance(word, candidate);
    const length = Math.max(word.length, candidate.length);
    const similarity = (length - distance) / length;
    if (similarity > minSimilarity) {
      if (distance < bestDistance) {
        // better edit distance, throw away previous worse matches
        bestDistance = distance;
        similar = [candidate];
      } else if (distance === bestDistance) {
        similar.push(candidate);
      }
    }
  });

  similar.sort((a, b) => a.localeCompare(b));
  if (searchingOptions) {
    similar = similar.map((candidate) => `--${candidate}`);
  }

  if (similar.length > 1) {
    return `\n(Did you mean one of ${similar.join(', ')}?)`;
  }
  if (similar.length === 1) {
    return `\n(Did you mean ${similar[0]}?)`;
  }
  return '';
}

exports.suggestSimilar = suggestSimilar;


/***/ }),

/***/ 895:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ prepareWords)
/* harmony export */ });
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8420);
/* harmony import */ var _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4320);
/* harmony import */ var _options_flags_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1751);
/**
 * Checks the words of a command line before the parser reads them. The parser takes any next word as the value of a
 * flag, so `--destination --dry-run` would upload into a folder of that name. It knows neither `--dry-run=false` nor `-n`.
 */



/**
 * Returns the words for the parser: a flag whose value may be left out gets it after `=`, and a switch is `--name` or
 * `--no-name`.
 * @throws CommandLineFailure when a flag is where a value must be, or the value of a switch is neither true nor false
 */
function prepareWords(words, verbs) {
    const verb = verbs.find(({ name }) => name === words[0]);
    if (verb === undefined)
        return words;
    const flags = (0,_options_flags_js__WEBPACK_IMPORTED_MODULE_1__/* .listFlags */ .E3)(verb);
    const prepared = [];
    for (let at = 0; at < words.length; at++) {
        const word = words[at] ?? '';
        if (word === '--')
            return [...prepared, ...words.slice(at)];
        checkDashes(word, flags);
        const flag = flags.find(({ name }) => name === word);
        const value = words[at + 1];
        if (flag?.valueWhenBare !== undefined)
            prepared.push(`${word}=${flag.valueWhenBare}`);
        else if (flag?.value !== undefined && value !== undefined) {
            checkValue(flag, value, flags);
            prepared.push(word, value);
            at++;
        }
        else if (!applySwitch(prepared, word, flags))
            prepared.push(...(expandLetters(word, flags) ?? [word]));
    }
    return prepared;
}
/** Word processors and chats make one long dash of two hyphens: the flag would be the name of a file. */
function checkDashes(word, flags) {
    const name = /^[-\u2010-\u2015\u2212]+([^-\u2010-\u2015\u2212=][^=]*)/.exec(word)?.[1];
    if (name === undefined || /^-{1,2}[^\u2010-\u2015\u2212]/.test(word))
        return;
    const spelling = flags.flatMap(_options_flags_js__WEBPACK_IMPORTED_MODULE_1__/* .flagSpellings */ .YE).find((one) => one === `--${name}` || one === `-${name}`);
    if (spelling !== undefined)
        throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandLineFailure */ .y(`${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeUnlessSecret */ .SO)(word)} begins with a dash that is not a hyphen; write ${spelling}`);
}
/** `-nq` becomes `--dry-run --quiet`. Undefined unless every letter is a switch. */
function expandLetters(word, flags) {
    if (!/^-[a-z]+$/i.test(word))
        return undefined;
    const named = [...word.slice(1)].map((letter) => flags.find(({ short }) => short === `-${letter}`)?.name);
    return named.every((name) => name !== undefined) ? named : undefined;
}
/** Adds what `--dry-run=false` or the like means. Returns false for any other word. */
function applySwitch(prepared, word, flags) {
    const [, spelling = '', text = ''] = /^(--?[^=]+)=([\s\S]*)$/.exec(word) ?? [];
    const flag = flags.find((one) => one.value === undefined && (0,_options_flags_js__WEBPACK_IMPORTED_MODULE_1__/* .flagSpellings */ .YE)(one).includes(spelling));
    if (flag === undefined)
        return false;
    const isOn = isSwitchOn(flag, { spelling, text });
    // A switch without a negation is off when it is not there. No value is the same word: none begins with two dashes.
    const kept = prepared.filter((before) => before !== flag.name && before !== flag.negation);
    const result = isOn ? flag.name : flag.negation;
    prepared.splice(0, prepared.length, ...kept, ...(result === undefined ? [] : [result]));
    return true;
}
/** What `--flag=true` or `--no-flag=true` says of the flag. */
function isSwitchOn({ negation }, { spelling, text }) {
    const [isTrue, isFalse] = [/^(true|True|TRUE)$/.test(text), /^(false|False|FALSE)$/.test(text)];
    if (!isTrue && !isFalse)
        throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandLineFailure */ .y(`${spelling} takes true or false, and ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(text)} is neither`);
    return spelling === negation ? isFalse : isTrue;
}
/** `-` is often standard input, and a negative number gets a better answer from the input. */
function checkValue({ name }, value, flags) {
    if (!/^-[^\d.]/.test(value))
        return;
    const known = ['-h', '--help', '-V', '--version', ...flags.flatMap(_options_flags_js__WEBPACK_IMPORTED_MODULE_1__/* .flagSpellings */ .YE)];
    const isFlag = known.includes(value.replace(/=[\s\S]*$/, ''));
    const what = value === '--' ? 'ends the flags' : isFlag ? 'is another flag' : 'begins like a flag';
    throw new _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CommandLineFailure */ .y(`${name} needs a value, and ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)} ${what}; write ${name}=${shownValue(value)} if it is meant`);
}
/** A secret is not shown, and has no place on a command line. */
function shownValue(value) {
    return (0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value).startsWith('"') ? (0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeUnlessSecret */ .SO)(value) : '…';
}


/***/ }),

/***/ 9073:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  h: () => (/* binding */ VERBS)
});

// EXTERNAL MODULE: ./build/cli/options/flags.js
var flags = __nccwpck_require__(1751);
// EXTERNAL MODULE: ./build/inputs/table.js
var table = __nccwpck_require__(9140);
;// CONCATENATED MODULE: ./build/cli/options/verb-inputs.js
/** The groups of inputs that verbs have as flags, and the flag that takes the place of some. */


/** For verbs that use a stored sign-in. */
const profileFlag = (0,flags/* flagGroup */.uH)('Sign in', [
    ['--profile <name>', 'sign-in that login --profile stored: IDs, cloud, client secret and refresh token'],
]);
/** Which app signs in, and where. */
const appInputs = ['client-id', 'tenant-id', 'cloud', 'authority'];
/** How the app proves itself. */
const clientAuthInputs = ['client-secret', 'client-certificate', 'credential'];
/** The refresh token, and where the new one is stored. */
const tokenInputs = [
    'refresh-token',
    'auth',
    'redirect-uri',
    'scopes',
    'rotate-secret',
    'rotate-secret-in',
    'rotate-after-days',
    'github-token',
];
/** Inputs for a sign-in without a person, as in the action. */
const signInInputs = [...appInputs, ...clientAuthInputs, ...tokenInputs];
const driveInputs = ['drive-id', 'user', 'group', 'site-url', 'library', 'folder-id', 'app-folder'];
/** Inputs of a check: the sign-in, the drive, and the folder to test for write access. */
const checkInputs = [...signInInputs, 'destination', ...driveInputs, 'retries'];
/** Inputs of a download: the sign-in, the drive, and the limits. */
const downloadInputs = [...signInInputs, ...driveInputs, 'concurrency', 'bandwidth-limit', 'retries'];
/** Inputs of a listing: the sign-in and the drive. */
const listInputs = [...signInInputs, ...driveInputs, 'retries'];
/** All inputs, but those that the verb or the runner sets. */
const uploadInputs = table/* INPUT_SPECS */.a.map(({ name }) => name).filter((name) => !['mode', 'strategy'].includes(name));

;// CONCATENATED MODULE: ./build/cli/drive-verbs.js


const outputFlags = (what) => (0,flags/* flagGroup */.uH)('Output', [
    ['--json', `print only ${what} as JSON to standard output`],
    ['--quiet', 'print warnings and errors only'],
    ['--verbose', 'also print every retry'],
]);
const latestFlag = (verb) => (0,flags/* flagGroup */.uH)('What', [
    [
        '--latest <match>',
        `${verb} the newest complete backup in <remote> whose name matches, such as nightly-*`,
    ],
]);
const checksumsFileFlag = [
    '--checksums-file <file>',
    'list of SHA-256 checksums, kept elsewhere, that the files must match',
];
const driveVerbFlags = (what) => [...profileFlag, ...outputFlags(what)];
async function runUpload(call) {
    const { uploadVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(138), __nccwpck_require__.e(860), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(533), __nccwpck_require__.e(305), __nccwpck_require__.e(544), __nccwpck_require__.e(613)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6613));
    return uploadVerb(call);
}
/** In the order of `--help`. */
const DRIVE_VERBS = [
    {
        name: 'check',
        summary: 'tests the connection: account, drive, free space, write access',
        inputs: checkInputs,
        flags: driveVerbFlags('account, drive, free space and result'),
        run: ({ flags }) => runUpload({ flags, mode: 'check' }),
    },
    {
        name: 'refresh',
        summary: 'renews the refresh token and stores the new one (mode refresh-only)',
        inputs: signInInputs,
        flags: driveVerbFlags('whether there is a new token and where it is stored,'),
        run: ({ flags }) => runUpload({ flags, mode: 'refresh-only' }),
    },
    {
        name: 'upload',
        summary: 'uploads files',
        args: [['[paths...]', 'files, folders or globs; ! excludes; - is standard input', 'files']],
        inputs: uploadInputs,
        flags: [
            ...profileFlag,
            ...(0,flags/* flagGroup */.uH)('What', [
                ['--stdin-from-command', 'upload what the command behind -- prints, unless it fails; needs --name'],
            ]),
            ...outputFlags('the manifest'),
        ],
        run: (call) => runUpload({ ...call, mode: 'upload' }),
    },
    {
        name: 'download',
        summary: 'downloads a folder, a file or a backup; run it again to continue a download',
        args: [
            ['<remote>', "folder (its content is downloaded) or file; / is the drive's root", 'unknown'],
            ['<dir>', 'local folder to download to, created if missing', 'folders'],
        ],
        inputs: downloadInputs,
        flags: [
            ...profileFlag,
            ...latestFlag('download'),
            ...(0,flags/* flagGroup */.uH)('How', [
                checksumsFileFlag,
                ['--identity-file <file>', 'private key of age that decrypts .age files, which lose that ending'],
                ['--overwrite', 'replace local files that have other content (an error without this flag)'],
            ]),
            ...outputFlags('the manifest'),
        ],
        async run({ flags, args }) {
            const { downloadVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(138), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(533), __nccwpck_require__.e(305), __nccwpck_require__.e(826), __nccwpck_require__.e(179), __nccwpck_require__.e(705)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8705));
            return downloadVerb({ flags, args, inputs: downloadInputs });
        },
    },
    {
        name: 'verify',
        summary: 'reads a folder, a file or a backup back and compares it; writes nothing',
        args: [['<remote>', "folder or file; / is the drive's root", 'unknown']],
        inputs: downloadInputs,
        flags: [
            ...profileFlag,
            ...latestFlag('verify'),
            ...(0,flags/* flagGroup */.uH)('How', [checksumsFileFlag]),
            ...outputFlags('the result of each file'),
        ],
        async run({ flags, args }) {
            const { verifyVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(138), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(533), __nccwpck_require__.e(305), __nccwpck_require__.e(826), __nccwpck_require__.e(179), __nccwpck_require__.e(921)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4921));
            return verifyVerb({ flags, args, inputs: downloadInputs });
        },
    },
    {
        name: 'ls',
        summary: 'lists a folder: size, time, name, and which backups are incomplete',
        args: [['<remote>', "folder or file; / is the drive's root", 'unknown']],
        inputs: listInputs,
        flags: driveVerbFlags('the list'),
        async run({ flags, args }) {
            const { lsVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(138), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(533), __nccwpck_require__.e(826), __nccwpck_require__.e(409)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7790));
            return lsVerb({ flags, args, inputs: listInputs });
        },
    },
];

// EXTERNAL MODULE: ./build/cli/options/emulator-flags.js
var emulator_flags = __nccwpck_require__(4983);
// EXTERNAL MODULE: ./build/cli/login/attempt-file.js
var attempt_file = __nccwpck_require__(6789);
;// CONCATENATED MODULE: ./build/cli/sign-in-verbs.js
/** The verbs that a person signs in with, as data. Each imports its code when it runs. */



/** Some of these are inputs of the action as well. The command also uses them to choose how to sign in. */
const signInFlags = (0,flags/* flagGroup */.uH)('Sign in', [
    [
        '--redirect-uri <url>',
        'redirect URI, exactly as it is registered',
        { defaultValue: 'http://localhost:8080' },
    ],
    ['--scopes <list>', 'scopes to request', { defaultValue: 'Files.ReadWrite offline_access' }],
    ['--app-folder', "request access only to the app's own folder: Files.ReadWrite.AppFolder offline_access"],
    ['--port <number>', 'port of http://localhost that the browser returns to', { defaultValue: '8080' }],
    ['--param <name=value>', 'extra parameter of the sign-in page, such as login_hint', { repeated: true }],
]);
const storeFlags = (0,flags/* flagGroup */.uH)('Store the token', [
    ['--profile <name>', 'store the sign-in under this name; other commands use it with --profile'],
    ['--out <file>', 'write the refresh token to this file, mode 0600 if it is new'],
    ['--print', 'print only the refresh token to standard output'],
    ['--save-secret <owner/repo>', 'store client ID, secret and token as GitHub secrets'],
    [
        '--in <place>',
        'where to store them: repository, environment:NAME, organization or dependabot',
        { defaultValue: 'repository' },
    ],
    ['--secret-prefix <name>', 'prefix of the names of the secrets', { defaultValue: 'ONEDRIVE' }],
    ['--yes', 'store it without asking'],
]);
/** Runs a verb that may prompt. Returns the exit code. */
async function runAtTerminal(run) {
    const { withTerminalSession } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(301), __nccwpck_require__.e(796)]).then(__nccwpck_require__.bind(__nccwpck_require__, 796));
    return withTerminalSession(run);
}
/** In the order of `--help`. */
const SIGN_IN_VERBS = [
    {
        name: 'login',
        summary: 'signs in and stores the first refresh token',
        inputs: [...appInputs, ...clientAuthInputs, 'github-token'],
        flags: [
            ...signInFlags,
            ...(0,flags/* flagGroup */.uH)('Sign in', [
                ['--no-browser', 'print the address without opening a browser'],
                ['--paste', 'paste the address at the end of the sign-in; opens no port'],
                ['--device', 'sign in on another device with a code'],
            ]),
            ...storeFlags,
        ],
        async run({ flags }) {
            const { loginVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(301), __nccwpck_require__.e(796)]).then(__nccwpck_require__.bind(__nccwpck_require__, 796));
            return runAtTerminal((session) => loginVerb(flags, session));
        },
    },
    {
        name: 'authorize-url',
        summary: 'prints the address to sign in at (step 1 of 2)',
        inputs: appInputs,
        flags: [
            ...profileFlag,
            ...signInFlags,
            ...(0,flags/* flagGroup */.uH)('Data for the other step', [
                [
                    '--attempt <file>',
                    'write state and verifier to this file, mode 0600 if it is new',
                    { defaultValue: attempt_file/* defaultAttemptFile */.VW },
                ],
                [
                    '--no-pkce',
                    'for an app that redeems the code with a secret: no challenge and no file; prints the state',
                ],
            ]),
        ],
        async run({ flags }) {
            const { authorizeUrlVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(301), __nccwpck_require__.e(796), __nccwpck_require__.e(583)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3583));
            return runAtTerminal((session) => authorizeUrlVerb(flags, session));
        },
    },
    {
        name: 'exchange',
        summary: 'exchanges the address at the end of the sign-in for a token (step 2 of 2)',
        inputs: [...appInputs, ...clientAuthInputs, 'github-token'],
        flags: [
            ...signInFlags.filter(([words]) => !words.startsWith('--param')),
            ...(0,flags/* flagGroup */.uH)('Data for the other step', [
                [
                    '--attempt <file>',
                    'file that authorize-url wrote',
                    { defaultValue: `${attempt_file/* defaultAttemptFile */.VW}, if it exists` },
                ],
                ['--code-verifier-file <file>', 'file with the verifier of an address that another app created'],
            ]),
            ...storeFlags,
        ],
        async run({ flags }) {
            const { exchangeVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(301), __nccwpck_require__.e(796), __nccwpck_require__.e(119)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7119));
            return runAtTerminal((session) => exchangeVerb(flags, session));
        },
    },
    {
        name: 'subject',
        summary: 'prints issuer, audience and subject for a federated credential',
        args: [['[repository]', 'OWNER/REPO; default: GITHUB_REPOSITORY', 'unknown']],
        inputs: ['cloud', 'github-token'],
        flags: [
            ...profileFlag,
            ...(0,flags/* flagGroup */.uH)('Which jobs', [
                ['--environment <name>', 'jobs with this environment'],
                ['--branch <name>', 'jobs of this branch'],
                ['--tag <name>', 'jobs of this tag'],
                ['--pull-request', 'jobs of pull requests'],
                ['--repository-id <number>', 'ID of the repository, if there is no GitHub token to look it up'],
                ['--owner-id <number>', 'ID of its owner'],
            ]),
        ],
        async run(call) {
            const { subjectVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(994), __nccwpck_require__.e(301), __nccwpck_require__.e(49)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4049));
            return runAtTerminal((session) => subjectVerb(call, session));
        },
    },
];

;// CONCATENATED MODULE: ./build/cli/commands.js
/**
 * The verbs as data: names, arguments and flags. Each verb imports its code when it runs, so that `--help` and `upload`
 * do not load the emulator or the prompts.
 */




/** Every verb, in the order of `--help`. */
const VERBS = [
    ...SIGN_IN_VERBS,
    ...DRIVE_VERBS,
    {
        name: 'emulate',
        summary: 'runs an emulated OneDrive on this machine, for tests',
        flags: emulator_flags/* emulatorFlags */.X9,
        async run({ flags }) {
            const { emulateVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(897), __nccwpck_require__.e(427)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9427));
            return emulateVerb(flags);
        },
    },
    {
        name: 'demo',
        summary: 'shows a run on an emulated OneDrive: sign in, upload, download, compare',
        args: [['[folder]', 'folder to upload (default: this package)', 'folders']],
        flags: (0,flags/* flagGroup */.uH)('Afterwards', [['--keep', 'keep the emulator and its page running until Ctrl-C']]),
        async run({ flags, args }) {
            const { demoVerb } = await Promise.all(/* import() */[__nccwpck_require__.e(752), __nccwpck_require__.e(253), __nccwpck_require__.e(138), __nccwpck_require__.e(860), __nccwpck_require__.e(994), __nccwpck_require__.e(297), __nccwpck_require__.e(533), __nccwpck_require__.e(305), __nccwpck_require__.e(897), __nccwpck_require__.e(544), __nccwpck_require__.e(636)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5636));
            return demoVerb(args[0], { keep: flags.keep === true });
        },
    },
    {
        name: 'completion',
        summary: 'prints a shell script that completes commands, flags and files',
        args: [['<shell>', 'bash, zsh or fish', ['bash', 'zsh', 'fish']]],
        async run({ args }) {
            const { completionVerb } = await __nccwpck_require__.e(/* import() */ 857).then(__nccwpck_require__.bind(__nccwpck_require__, 2857));
            return completionVerb(args[0] ?? '', VERBS);
        },
    },
];


/***/ }),

/***/ 6146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ VERB_EXAMPLES)
/* harmony export */ });
/** Two to four for each verb. */
const VERB_EXAMPLES = {
    login: [
        [
            'Store the secrets in a repository, and print a workflow to paste',
            'onedrive-upload login --client-id CLIENT_ID --save-secret OWNER/REPO',
        ],
        ['On a server without a browser', 'onedrive-upload login --client-id CLIENT_ID --device --out token'],
        [
            'App for personal accounts only, with the port that is registered for it',
            'onedrive-upload login --client-id CLIENT_ID --tenant-id consumers \\\n  --port 53682 --out token',
        ],
    ],
    'authorize-url': [
        [
            'Create an address for somebody else to sign in at',
            'onedrive-upload authorize-url --client-id CLIENT_ID',
        ],
        [
            'With your own redirect URI, and a user name filled in',
            'onedrive-upload authorize-url --client-id CLIENT_ID \\\n  --redirect-uri https://example.com/back --param login_hint=me@example.com',
        ],
    ],
    exchange: [
        ['Paste the address at the prompt', 'onedrive-upload exchange --out token'],
        ['From a file', 'onedrive-upload exchange --out token < address.txt'],
        [
            'Code from an address that another app created',
            'onedrive-upload exchange --client-id CLIENT_ID \\\n  --redirect-uri https://example.com/back \\\n  --code-verifier-file verifier --print',
        ],
    ],
    subject: [
        ['For jobs of an environment', 'onedrive-upload subject OWNER/REPO --environment onedrive'],
        ['For jobs of the branch main', 'onedrive-upload subject OWNER/REPO --branch main'],
    ],
    check: [
        ['Test a token from a file', 'onedrive-upload check --client-id CLIENT_ID --refresh-token-file token'],
        [
            'The same with an app for personal accounts only',
            'onedrive-upload check --client-id CLIENT_ID --tenant-id consumers \\\n  --refresh-token-file token',
        ],
        [
            'As the app itself, on a SharePoint site',
            'onedrive-upload check --client-id CLIENT_ID \\\n  --auth app --tenant-id contoso.com \\\n  --site-url https://contoso.sharepoint.com/sites/builds',
        ],
        ['Print the free space in bytes, for a script', 'onedrive-upload check --json | jq .remainingBytes'],
    ],
    refresh: [
        [
            'Renew a token in a file, from cron',
            'onedrive-upload refresh --client-id CLIENT_ID \\\n  --refresh-token-file token --quiet',
        ],
        [
            'The same with an app for personal accounts only',
            'onedrive-upload refresh --client-id CLIENT_ID --tenant-id consumers \\\n  --refresh-token-file token --quiet',
        ],
        [
            'Renew a token in a repository secret',
            'onedrive-upload refresh --client-id CLIENT_ID \\\n  --rotate-secret ONEDRIVE_REFRESH_TOKEN --github-token-file pat',
        ],
    ],
    upload: [
        ['Upload a folder into a folder', 'onedrive-upload upload dist --destination builds/today'],
        [
            'Upload only new and changed files; quote globs, else the shell expands them',
            "onedrive-upload upload 'dist/**/*.zip' '!dist/**/*-debug.zip' \\\n  --destination builds --skip-unchanged",
        ],
        [
            'Nightly backup as one archive; keep the last seven',
            "onedrive-upload upload /srv/data --archive tar.gz --name data.tar.gz \\\n  --destination 'backup/nightly-{datetime}' \\\n  --retain-last 7 --retain-match 'nightly-*'",
        ],
        [
            'Upload a database dump, but not half of one',
            "onedrive-upload upload --stdin-from-command --name 'shop-{date}.sql' \\\n  --destination dumps -- pg_dump shop",
        ],
        [
            'Show what would be done; print the links for a script',
            "onedrive-upload upload dist --dry-run\nonedrive-upload upload dist --json | jq -r '.files[].webUrl'",
        ],
    ],
    download: [
        ['Download a folder', 'onedrive-upload download builds/today here'],
        ['Download the newest complete backup', "onedrive-upload download backup restored --latest 'nightly-*'"],
        [
            'Download a whole library of a site',
            'onedrive-upload download / copy --library Documents \\\n  --site-url https://contoso.sharepoint.com/sites/builds',
        ],
    ],
    verify: [
        ['Read the newest backup back', "onedrive-upload verify backups --latest 'nightly-*'"],
        [
            'Compare with a list that was kept on another machine',
            'onedrive-upload verify releases/v1.2 --checksums-file SHA256SUMS',
        ],
    ],
    ls: [
        ['See which backups there are', 'onedrive-upload ls backups'],
        [
            'Names of the complete backups, for a script',
            "onedrive-upload ls backups --json \\\n  | jq -r '.items[] | select(.complete) | .name'",
        ],
    ],
    emulate: [
        ['Work account on a fixed port', 'onedrive-upload emulate --account business --port 8123'],
        [
            'Slow, with scripted faults, and files to look at',
            'onedrive-upload emulate --latency 80 --faults faults.json --data seen',
        ],
    ],
    demo: [
        ['With the files of this package', 'onedrive-upload demo'],
        ['With your own files, and a page to look at afterwards', 'onedrive-upload demo dist --keep'],
    ],
    completion: [
        ['bash, in ~/.bashrc', 'eval "$(onedrive-upload completion bash)"'],
        ['zsh, in ~/.zshrc, below compinit', 'eval "$(onedrive-upload completion zsh)"'],
        ['fish, once', 'onedrive-upload completion fish \\\n  > ~/.config/fish/completions/onedrive-upload.fish'],
        [
            'bash, once, if the package bash-completion is installed',
            'onedrive-upload completion bash \\\n  > ~/.local/share/bash-completion/completions/onedrive-upload',
        ],
    ],
};


/***/ }),

/***/ 9175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bu: () => (/* binding */ overviewClosing),
/* harmony export */   Lt: () => (/* binding */ flagTerm),
/* harmony export */   QR: () => (/* binding */ flagHelp),
/* harmony export */   VI: () => (/* binding */ nameSection),
/* harmony export */   Yv: () => (/* binding */ closingSections),
/* harmony export */   eg: () => (/* binding */ descriptionSection),
/* harmony export */   jB: () => (/* binding */ formatColumns)
/* harmony export */ });
/* harmony import */ var _options_flags_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1751);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1659);
/* harmony import */ var _terminal_color_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3249);
/* harmony import */ var _examples_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6146);
/* harmony import */ var _manual_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3103);
/**
 * Formats a --help page like a manual page: headings, columns, paragraphs. Must not import the command-line parser,
 * which lists arguments and flags.
 */





const indent = 2;
/** Column of the meanings. A longer term has its meaning on the next line. */
const columnAt = 28;
/** The start of a page, in lines of at most `width` columns. */
function nameSection({ name, summary }, width) {
    return `${(0,_terminal_color_js__WEBPACK_IMPORTED_MODULE_2__/* .formatHeading */ ._4)('NAME')}\n${wrapText(`onedrive-upload ${name} - ${summary}`, { width, at: indent })}\n`;
}
/** What a verb, or the whole command, does and does not do. */
function descriptionSection(about, width) {
    return `${(0,_terminal_color_js__WEBPACK_IMPORTED_MODULE_2__/* .formatHeading */ ._4)('DESCRIPTION')}\n${wrapText(about, { width, at: indent })}`;
}
/** The sections after the flags. */
function closingSections(verb, width) {
    const page = _manual_js__WEBPACK_IMPORTED_MODULE_4__/* .MANUAL_PAGES */ .S[verb.name];
    const variables = [...inputVariables((0,_options_flags_js__WEBPACK_IMPORTED_MODULE_0__/* .listFlags */ .E3)(verb)), ...(0,_manual_js__WEBPACK_IMPORTED_MODULE_4__/* .pageVariables */ .L)(page)];
    const exits = Object.entries(page.exitCodes).sort(([a], [b]) => Number(a) - Number(b));
    const sections = [
        [
            'EXAMPLES',
            _examples_js__WEBPACK_IMPORTED_MODULE_3__/* .VERB_EXAMPLES */ .w[verb.name].map(([purpose, command]) => exampleText(purpose, command)).join('\n\n'),
        ],
        ['ENVIRONMENT', formatColumns(variables, { width })],
        ['FILES', formatColumns(page.files ?? [], { width })],
        ['EXIT STATUS', formatColumns(exits, { width })],
        ['SEE ALSO', `  ${page.seeAlso.join(', ')}`],
    ];
    const full = sections.filter(([, text]) => text !== '');
    return `\n${full.map(([title, text]) => `${(0,_terminal_color_js__WEBPACK_IMPORTED_MODULE_2__/* .formatHeading */ ._4)(title)}\n${text}`).join('\n\n')}`;
}
const overviewNote = 'Secrets cannot be flags: set them in the environment (ONEDRIVE_REFRESH_TOKEN) or in files. ' +
    'onedrive-upload COMMAND --help shows flags, examples, variables and exit codes of a command.';
/** The end of the page that lists all verbs. */
function overviewClosing(width) {
    const examples = [_examples_js__WEBPACK_IMPORTED_MODULE_3__/* .VERB_EXAMPLES */ .w.login, _examples_js__WEBPACK_IMPORTED_MODULE_3__/* .VERB_EXAMPLES */ .w.upload].flatMap((some) => some.slice(0, 1));
    const texts = examples.map(([purpose, command]) => exampleText(purpose, command));
    return `\n${(0,_terminal_color_js__WEBPACK_IMPORTED_MODULE_2__/* .formatHeading */ ._4)('EXAMPLES')}\n${texts.join('\n\n')}\n\n${wrapText(overviewNote, { width, at: 0 })}`;
}
/** How --help writes a flag, with all its spellings: `-n, --[no-]dry-run`. */
function flagTerm({ name, short, negation, value, valueWhenBare }) {
    const long = negation === undefined ? name : name.replace(/^--/, '--[no-]');
    const written = short === undefined ? long : `${short}, ${long}`;
    if (value === undefined)
        return written;
    return valueWhenBare === undefined ? `${written} <${value}>` : `${written}[=<${value}>]`;
}
/** The help of a flag: its text, choices and default. */
function flagHelp({ help, choices, defaultValue, repeated }) {
    const notes = [
        ...(choices.length > 1 ? [choices.join(', ')] : []),
        ...(repeated ? ['can be repeated'] : []),
        ...(defaultValue === '' ? [] : [`default: ${defaultValue}`]),
    ];
    return notes.length === 0 ? help : `${help} (${notes.join('; ')})`;
}
function exampleText(purpose, command) {
    return `  ${purpose}:\n    ${command.replaceAll('\n', '\n    ')}`;
}
/** One row for all inputs, and one for each secret, because secrets have no flags of their own. */
function inputVariables(flags) {
    const inputs = flags.filter(({ isInput }) => isInput);
    const [first] = inputs;
    if (first === undefined)
        return [];
    const secrets = inputs.flatMap(({ secret }) => secret ?? []);
    const example = first.name.replace(/^--/, '');
    return [
        [
            'ONEDRIVE_…',
            `sets an input flag: ${(0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputEnvName */ .d_)(example)} sets --${example}; the flag takes precedence`,
        ],
        ...secrets.map(({ name, help }) => [(0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .inputEnvName */ .d_)(name), help]),
        ...(secrets.length > 0 ? [['ONEDRIVE_…_FILE', 'file that contains the secret']] : []),
    ];
}
/** Terms and meanings in two columns. `at` is the column of the meanings. */
function formatColumns(rows, { width, at = columnAt }) {
    return rows
        .map(([term, meaning]) => {
        const text = wrapText(meaning, { width, at });
        const fits = term.length + indent + 2 <= at;
        return fits ? `  ${term}${text.slice(term.length + indent)}` : `  ${term}\n${text}`;
    })
        .join('\n');
}
/** Wraps a text to `width` columns, with each line indented to column `at`. */
function wrapText(text, { width, at }) {
    const lines = [];
    for (const word of text.split(' ')) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + 1 + word.length <= width)
            lines.splice(-1, 1, `${last} ${word}`);
        else
            lines.push(' '.repeat(at) + word);
    }
    return lines.join('\n');
}


/***/ }),

/***/ 3103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ pageVariables),
/* harmony export */   S: () => (/* binding */ MANUAL_PAGES)
/* harmony export */ });
/* harmony import */ var _login_attempt_file_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6789);
/**
 * Texts of --help for each verb, besides arguments, flags and examples: description, variables, files, exit codes,
 * further reading. layout.ts formats them.
 */

/** Meanings of environment variables, except those of inputs and secrets, which come from a verb's flags. */
const variables = {
    ONEDRIVE_UPLOAD_EMULATOR: 'address of the emulator, to use instead of Microsoft',
    ONEDRIVE_PROFILE: 'name of the profile, as --profile; variables of inputs win over it, and --profile over both',
    'XDG_CONFIG_HOME, APPDATA': 'folder for the settings of this user, where profiles are',
    ONEDRIVE_CODE_VERIFIER: 'verifier of an address that another app created',
    'HTTPS_PROXY, NO_PROXY': 'proxy for https, and hosts to reach without it; lower-case names take precedence',
    NODE_EXTRA_CA_CERTS: 'PEM file with additional certificate authorities to trust',
    'GH_TOKEN, GITHUB_TOKEN': 'token for GitHub if ONEDRIVE_GITHUB_TOKEN is not set; else gh auth token is used',
    GITHUB_API_URL: "address of GitHub's API; default: https://api.github.com",
    GITHUB_REPOSITORY: 'repository whose secret is overwritten',
    'GITHUB_REPOSITORY, GITHUB_REF_NAME, GITHUB_SHA, GITHUB_RUN_…': 'values of {repo} and other placeholders; repository whose secret is overwritten',
    'GITHUB_REPOSITORY, GITHUB_REF, GITHUB_SERVER_URL': 'repository and jobs, if no argument or flag names them',
    'CI_NODE_INDEX, CI_NODE_TOTAL, CIRCLE_NODE_…': 'number of this job and of all jobs, for --shard auto',
    SOURCE_DATE_EPOCH: 'latest modification time of anything in an archive, in seconds since 1970',
    'ACTIONS_ID_TOKEN_REQUEST_…': "GitHub's token for --credential oidc; set in jobs with id-token: write",
    RUNNER_TEMP: 'folder for temporary files and the manifest',
};
const oidcVariables = 'ACTIONS_ID_TOKEN_REQUEST_…';
const jobVariables = 'GITHUB_REPOSITORY, GITHUB_REF_NAME, GITHUB_SHA, GITHUB_RUN_…';
const networkVariables = [
    'HTTPS_PROXY, NO_PROXY',
    'NODE_EXTRA_CA_CERTS',
    'ONEDRIVE_UPLOAD_EMULATOR',
];
const githubVariables = ['GH_TOKEN, GITHUB_TOKEN', 'GITHUB_API_URL'];
const badInput = 'wrong usage or input; nothing was sent';
const badUsage = 'wrong usage';
const signInRefused = 'the sign-in was refused; run login again';
const commonExitCodes = { 1: 'something failed', 2: badInput, 3: signInRefused, 130: 'interrupted' };
const tokenFile = [
    '--refresh-token-file',
    'contains the refresh token; replaced atomically when Microsoft sends a new one, keeping owner and mode',
];
const attemptFileRow = [
    _login_attempt_file_js__WEBPACK_IMPORTED_MODULE_0__/* .defaultAttemptFile */ .VW,
    'written by authorize-url for exchange, mode 0600 if it is new; exchange deletes it',
];
const profileVariables = ['ONEDRIVE_PROFILE', 'XDG_CONFIG_HOME, APPDATA'];
const profileFileRow = [
    '~/.config/onedrive-upload/NAME',
    'the profile NAME, mode 0600; gets the new refresh token if the old one is from there (Windows: %APPDATA%)',
];
const outFile = ['--out', 'receives the refresh token, mode 0600 if it is new'];
/** One page for each verb. */
const MANUAL_PAGES = {
    login: {
        description: 'Signs in with a browser to get the first refresh token. Shows the owner of the drive, then stores the token as a GitHub secret or in a file, or prints it. Without a terminal it asks nothing: use --out, --print or --save-secret with --yes. You need your own app registration. Nothing is uploaded.',
        variableMeanings: [...profileVariables, ...githubVariables, oidcVariables, ...networkVariables],
        files: [profileFileRow, outFile],
        exitCodes: { 0: 'signed in, and the token is stored', ...commonExitCodes },
        seeAlso: ['docs/sign-in.md'],
    },
    'authorize-url': {
        description: 'Prints the address to sign in at, for any redirect URI, and writes a file that exchange needs to redeem the code. Sends nothing and opens no browser. The command login does both steps at once.',
        variableMeanings: [...profileVariables, 'ONEDRIVE_UPLOAD_EMULATOR'],
        files: [profileFileRow, attemptFileRow],
        exitCodes: { 0: 'the address was printed', 1: 'the file for exchange could not be written', 2: badInput },
        seeAlso: ['docs/sign-in.md'],
    },
    exchange: {
        description: 'Exchanges the address at the end of the sign-in, or only the code in it, for a refresh token and stores the token. Asks for the address or reads it from standard input, not from the command line, which everybody on the machine can read. A code is valid for ten minutes and for one use.',
        variableMeanings: [
            ...profileVariables,
            'ONEDRIVE_CODE_VERIFIER',
            ...githubVariables,
            oidcVariables,
            ...networkVariables,
        ],
        files: [profileFileRow, attemptFileRow, outFile],
        exitCodes: { 0: 'exchanged, and the token is stored', ...commonExitCodes },
        seeAlso: ['docs/sign-in.md'],
    },
    subject: {
        description: "Prints issuer, audience and subject for a federated credential of an app, with which GitHub's jobs sign in without a secret. Looks up the repository's IDs at GitHub. Sends nothing to Microsoft and changes nothing.",
        variableMeanings: [
            ...profileVariables,
            'GITHUB_REPOSITORY, GITHUB_REF, GITHUB_SERVER_URL',
            ...githubVariables,
            ...networkVariables,
        ],
        files: [profileFileRow],
        exitCodes: { 0: 'printed', 1: 'GitHub refused or could not be reached', 2: badInput },
        seeAlso: ['docs/sign-in.md'],
    },
    check: {
        description: 'Tests the connection and shows the account, the drive, the free space and whether the destination is writable. To test this, it creates an upload session for a random name and deletes it; no file is uploaded. A new refresh token is stored as in an upload.',
        variableMeanings: [
            ...profileVariables,
            jobVariables,
            'GITHUB_API_URL',
            oidcVariables,
            ...networkVariables,
        ],
        files: [profileFileRow, tokenFile],
        exitCodes: { 0: 'signed in, and the destination is writable', ...commonExitCodes },
        seeAlso: ['docs/troubleshooting.md', 'docs/sign-in.md'],
    },
    refresh: {
        description: 'Renews the refresh token and stores the new one in the same file or in a GitHub secret. Run it on a schedule, because a token expires 90 days after it was issued. It uploads nothing, and fails if there is no place to store the new token.',
        variableMeanings: [
            ...profileVariables,
            'GITHUB_REPOSITORY',
            'GITHUB_API_URL',
            oidcVariables,
            ...networkVariables,
        ],
        files: [profileFileRow, tokenFile],
        exitCodes: {
            0: 'renewed, and the new token is stored',
            ...commonExitCodes,
            1: 'something failed, or the secret could not be written',
        },
        seeAlso: ['docs/sign-in.md', 'docs/other-ci.md'],
    },
    upload: {
        description: 'Uploads files, folders and globs, and compares each uploaded file. Upload sessions continue after a broken connection. Before the first request it checks inputs, names that OneDrive does not allow, and files with the same name on the drive. An argument that exists is that file or folder, whatever its name; otherwise it is a pattern, but never after --. It deletes other files only with --mirror, --retain-last or --retain-days.',
        variableMeanings: [
            ...profileVariables,
            ...[jobVariables, 'GITHUB_API_URL', oidcVariables, ...networkVariables],
            ...['CI_NODE_INDEX, CI_NODE_TOTAL, CIRCLE_NODE_…', 'SOURCE_DATE_EPOCH', 'RUNNER_TEMP'],
        ],
        files: [
            profileFileRow,
            tokenFile,
            ['--resume-journal', 'unfinished uploads for the next run, encrypted; needs a key'],
        ],
        exitCodes: {
            0: 'every file was uploaded and compared, or skipped as requested',
            ...commonExitCodes,
            1: 'a file or a later step failed; the other files were uploaded',
        },
        seeAlso: ['docs/reference.md', 'docs/recipes.md', 'docs/other-ci.md'],
    },
    download: {
        description: 'Downloads the content of a remote folder, or one file, into a local folder and compares hashes. Run it again to continue an interrupted download. Local files with the same content are skipped; with other content they are an error, unless you use --overwrite. Nothing is deleted.',
        variableMeanings: [
            ...profileVariables,
            'GITHUB_REPOSITORY',
            'GITHUB_API_URL',
            oidcVariables,
            ...networkVariables,
        ],
        files: [
            profileFileRow,
            tokenFile,
            ['.NAME.….onedrive-partial', 'unfinished download, in the folder of its file'],
        ],
        exitCodes: { 0: 'every file was downloaded and compared, or existed already', ...commonExitCodes },
        seeAlso: ['docs/reference.md', 'docs/recipes.md'],
    },
    verify: {
        description: 'Reads the content of a remote folder, or one file, and compares it with the hash that the drive has and with the SHA-256 in the lists SHA256SUMS on the drive, or in --checksums-file. Names each file that differs, is missing or cannot be read. Keeps nothing on this machine and changes nothing on the drive.',
        variableMeanings: [
            ...profileVariables,
            'GITHUB_REPOSITORY',
            'GITHUB_API_URL',
            oidcVariables,
            ...networkVariables,
        ],
        files: [profileFileRow, tokenFile],
        exitCodes: {
            0: 'every file was read and compared',
            ...commonExitCodes,
            1: 'a file differs, is missing or could not be read, or there is none',
        },
        seeAlso: ['docs/reference.md', 'docs/recipes.md'],
    },
    ls: {
        description: 'Lists what is in a remote folder, without its subfolders: size, time of the last change (UTC) and name, one item a line; a folder ends with /. A folder into which an upload did not finish is marked as incomplete. Of a file, only itself is listed. Changes nothing on the drive.',
        variableMeanings: [
            ...profileVariables,
            'GITHUB_REPOSITORY',
            'GITHUB_API_URL',
            oidcVariables,
            ...networkVariables,
        ],
        files: [profileFileRow, tokenFile],
        exitCodes: { 0: 'listed', ...commonExitCodes },
        seeAlso: ['docs/reference.md', 'docs/recipes.md'],
    },
    emulate: {
        description: 'Runs an emulated OneDrive on this machine for your tests: sign-in, drive, upload sessions, GitHub secrets and releases, and scripted faults. Prints what a client needs, one value per line, and runs until Ctrl-C. Nothing is sent to Microsoft.',
        variableMeanings: [],
        files: [['--data', 'content of the files; default: a temporary folder, deleted at the end']],
        exitCodes: { 0: 'stopped by Ctrl-C', 1: 'it could not start', 2: badUsage },
        seeAlso: ['docs/emulator.md'],
    },
    demo: {
        description: 'Shows a whole run on an emulated OneDrive: signs in, uploads a folder and a generated file, downloads everything, compares it, and shows whether the refresh token was renewed. Needs no account and sends nothing to the network.',
        variableMeanings: [],
        exitCodes: { 0: 'everything worked', 1: 'something failed', 2: badUsage },
        seeAlso: ['docs/emulator.md', 'docs/how-it-works.md'],
    },
    completion: {
        description: 'Prints a script for bash, zsh or fish that completes commands, flags, their values, and files. The script is static: print it again after an update. It works for onedrive-upload on the PATH, not for npx.',
        variableMeanings: [],
        exitCodes: { 0: 'the script was printed', 2: badUsage },
        seeAlso: ['docs/reference.md'],
    },
};
/** Variables that a verb reads besides those of its inputs, with their meanings. */
function pageVariables(page) {
    return page.variableMeanings.map((variable) => [variable, variables[variable]]);
}


/***/ }),

/***/ 1403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _3: () => (/* binding */ shortOverview),
/* harmony export */   _x: () => (/* binding */ shortHelp)
/* harmony export */ });
/* unused harmony export listUsualFlags */
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6851);
/* harmony import */ var _options_flags_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1751);
/* harmony import */ var _examples_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6146);
/* harmony import */ var _layout_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9175);
/**
 * What -h prints: one screen with the flags that people use most. --help prints all of it.
 */




const signInFlags = ['--profile', '--client-id', '--tenant-id', '--refresh-token-file'];
/** The flags of the screen, in its order. A verb that is not here shows its own flags. */
const usualFlags = {
    login: [
        '--profile',
        '--client-id',
        '--tenant-id',
        '--port',
        '--device',
        '--paste',
        '--out',
        '--save-secret',
        '--print',
        '--yes',
    ],
    exchange: ['--attempt', '--profile', '--out', '--save-secret', '--print', '--yes'],
    check: [...signInFlags, '--destination', '--site-url', '--drive-id', '--json', '--verbose'],
    refresh: [...signInFlags, '--rotate-secret', '--github-token-file', '--json', '--quiet'],
    upload: [
        '--destination',
        '--site-url',
        '--name',
        '--conflict-behavior',
        '--skip-unchanged',
        '--archive',
        '--mirror',
        '--dry-run',
        ...signInFlags,
        '--json',
        '--quiet',
        '--verbose',
    ],
    ls: [...signInFlags, '--site-url', '--drive-id', '--json', '--quiet', '--verbose'],
    download: [
        ...signInFlags,
        '--site-url',
        '--latest',
        '--identity-file',
        '--overwrite',
        '--json',
        '--quiet',
        '--verbose',
    ],
    verify: [...signInFlags, '--site-url', '--latest', '--checksums-file', '--json', '--quiet', '--verbose'],
};
/** Texts of the usual flags that fit a line; the others have that of the page. */
const shortTexts = {
    '--profile': 'name of a stored sign-in',
    '--tenant-id': 'consumers (personal only), an ID or a domain',
    '--refresh-token-file': 'file that holds the refresh token',
    '--site-url': 'SharePoint site or library, from the browser',
    '--name': 'name of the only file, or of the archive',
    '--conflict-behavior': 'name taken: replace, rename, fail or skip',
    '--skip-unchanged': 'skip files that are there with the same content',
    '--archive': 'pack all files into one archive, such as zip',
    '--mirror': 'delete what is there but not in this upload',
    '--json': 'print only JSON to standard output',
    '--port': 'port of http://localhost for the browser',
    '--paste': 'paste the address at the end; opens no port',
    '--out': 'write the refresh token to this file',
    '--save-secret': 'store ID, secret and token as GitHub secrets',
    '--print': 'print only the refresh token',
    '--rotate-secret': 'GitHub secret that gets the new token',
    '--github-token-file': 'file with a GitHub token that can write it',
    '--latest': 'the newest complete backup with such a name',
    '--checksums-file': 'list of SHA-256, such as SHA256SUMS, kept elsewhere',
    '--identity-file': 'private key of age that decrypts .age files',
    '--overwrite': 'replace local files that have other content',
};
/** The screen of a verb. */
function shortHelp(verb, width) {
    const { name, summary, args = [] } = verb;
    const command = `onedrive-upload ${name}`;
    const usage = [`Usage: ${command} [options]`, ...args.map(([argument]) => argument)].join(' ');
    const [example = ''] = _examples_js__WEBPACK_IMPORTED_MODULE_1__/* .VERB_EXAMPLES */ .w[name].slice(0, 1).map(([, lines]) => lines);
    return [
        `${usage}\n${sentence(summary)}`,
        columns(listUsualFlags(verb).map((flag) => [term(flag), meaning(flag, name)]), width),
        `Example: ${example.replaceAll('\n', `\n${' '.repeat('Example: '.length)}`)}`,
        `All flags and more examples: ${command} --help\n`,
    ]
        .filter((part) => part !== '')
        .join('\n\n');
}
/** The screen of the whole command. */
function shortOverview(verbs, width) {
    const [example = ''] = _examples_js__WEBPACK_IMPORTED_MODULE_1__/* .VERB_EXAMPLES */ .w.upload.slice(0, 1).map(([, lines]) => lines);
    return [
        'Usage: onedrive-upload COMMAND [options]',
        // What is behind a colon or in brackets is on the page.
        columns(verbs.map(({ name, summary }) => [name, (summary.split(/[:;(]/)[0] ?? '').trim()]), width),
        `Example: ${example}`,
        'The usual flags of a command: onedrive-upload COMMAND -h; all of them: --help\n',
    ].join('\n\n');
}
/** The flags on the screen of a verb. */
function listUsualFlags(verb) {
    const usual = usualFlags[verb.name] ?? (verb.flags ?? []).map(([words]) => words.split(' ')[0] ?? '');
    const flags = (0,_options_flags_js__WEBPACK_IMPORTED_MODULE_0__/* .listFlags */ .E3)(verb);
    return usual.flatMap((name) => flags.find((flag) => flag.name === name) ?? []);
}
function columns(rows, width) {
    return (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .formatColumns */ .jB)(rows, { width, at: Math.max(0, ...rows.map(([term]) => term.length)) + 4 });
}
/** As most people write it: without the negation. */
function term(flag) {
    const { negation: _, ...positive } = flag;
    return (0,_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .flagTerm */ .Lt)(positive);
}
function meaning({ name, help }, verb) {
    return (usualFlags[verb] === undefined ? undefined : shortTexts[name]) ?? help;
}
function sentence(text) {
    return `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_3__/* .capitalize */ .ZH)(text)}.`;
}


/***/ }),

/***/ 4320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ formatUsageError),
/* harmony export */   y: () => (/* binding */ CommandLineFailure)
/* harmony export */ });
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(6851);
/* harmony import */ var _inputs_aliases_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4988);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(8420);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9140);
/* harmony import */ var _options_flags_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1751);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1659);
/**
 * Messages for a command line that the parser refuses: what is wrong, and what to write instead. Never shows the value
 * of an argument or a flag.
 */







/** A command line that a verb cannot use. */
class CommandLineFailure extends _core_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR {
    constructor(message) {
        super(message, { code: 'bad-input', kind: 'usage' });
    }
}
/** Returns lines for standard error. */
function formatUsageError({ code, message }, { verbs, args: words }) {
    const quoted = message.slice(message.indexOf("'") + 1, Math.max(0, message.lastIndexOf("'")));
    // After an unknown flag the parser recognizes no verb, so look it up here.
    const verb = verbs.find(({ name }) => name === words[0]);
    const seeHelp = `See onedrive-upload ${verb === undefined ? '' : `${verb.name} `}--help.`;
    const messages = {
        'commander.unknownCommand': () => unknownVerb(quoted, verbs),
        'commander.unknownOption': () => unknownFlag(quoted, { verb, verbs }),
        'commander.optionMissingArgument': () => missingValue(quoted, verb),
        'commander.missingArgument': () => missingArgument(quoted, verb),
        'commander.excessArguments': () => excessArguments(verb),
    };
    const found = Object.entries(messages).find(([known]) => known === code);
    const lines = found === undefined ? [message.replace(/^error: /, '')] : found[1]();
    return `error: ${[...lines, seeHelp].join('\n')}\n`;
}
function unknownVerb(word, verbs) {
    const near = (0,_inputs_aliases_js__WEBPACK_IMPORTED_MODULE_1__/* .closestMatch */ .h0)(word, verbs.map(({ name }) => name));
    // For example from a quoted variable that is empty.
    const what = word === '' ? 'the command is empty' : `unknown command ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_5__/* .escapeUnlessSecret */ .SO)(word)}`;
    if (near !== undefined)
        return [what, `Did you mean ${near}?`];
    const isFile = /[./\\*~]/.test(word);
    return [what, isFile ? 'To upload files: onedrive-upload upload FILE…' : `Commands: ${verbList(verbs)}`];
}
const verbList = (verbs) => verbs.map(({ name }) => name).join(', ');
function unknownFlag(given, { verb, verbs }) {
    // The value may be a secret that was passed as a flag.
    const flag = given.replace(/=[\s\S]*$/, '');
    const what = `unknown option ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_5__/* .escapeUnlessSecret */ .SO)(flag)}`;
    const name = flag.replace(/^-+/, '');
    const flags = (verb === undefined ? verbs : [verb]).flatMap(_options_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .listFlags */ .E3);
    const secret = _inputs_table_js__WEBPACK_IMPORTED_MODULE_2__/* .INPUT_SPECS */ .a.find((input) => input.kind === 'secret' && input.name === name);
    if (secret !== undefined)
        return [what, secretAdvice(secret.name, flags)];
    const others = verbs.filter((one) => (0,_options_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .listFlags */ .E3)(one).some((other) => (0,_options_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .flagSpellings */ .YE)(other).includes(flag)));
    const where = others.length === 0 ? '' : `It is a flag of ${verbList(others).replace(/, ([^,]+)$/, ' and $1')}`;
    if (where !== '')
        return [what, verb === undefined ? `${where}; write it after the command.` : `${where}.`];
    const long = flags.flatMap(_options_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .flagSpellings */ .YE).filter((spelling) => spelling.startsWith('--'));
    const near = (0,_inputs_aliases_js__WEBPACK_IMPORTED_MODULE_1__/* .closestMatch */ .h0)(flag, ['--help', ...long]);
    if (near !== undefined)
        return [what, `Did you mean ${near}?${(0,_inputs_aliases_js__WEBPACK_IMPORTED_MODULE_1__/* .deletionNote */ .rA)(near.replace(/^--/, ''))}`];
    const inputs = flags.filter(({ isInput }) => isInput).map((input) => input.name.slice(2));
    const advice = (0,_inputs_aliases_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownInputProblem */ .Kn)(name, inputs)?.replace(/^.*?: /, '');
    const ours = /^write ([a-z-]+)$/.exec(advice ?? '')?.[1];
    if (advice === undefined || (ours !== undefined && !inputs.includes(ours)))
        return [what];
    return [what, ours === undefined ? `Instead: ${advice}.` : `Did you mean --${ours}?`];
}
function secretAdvice(name, flags) {
    const file = flags.find(({ secret }) => secret?.name === name);
    const other = file === undefined ? '' : `, or name a file with ${file.name}`;
    return `Secrets cannot be flags, because everybody on the machine can read them: set ${(0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .inputEnvName */ .d_)(name)}${other}.`;
}
function missingValue(words, verb) {
    const [name = ''] = words.split(' ');
    const choices = (0,_options_flags_js__WEBPACK_IMPORTED_MODULE_3__/* .listFlags */ .E3)(verb ?? {}).find((flag) => flag.name === name)?.choices ?? [];
    const known = choices.length > 1 ? `: ${choices.join(', ')}` : '';
    return [`${words} needs a value${known}`];
}
function missingArgument(name, verb) {
    const help = verb?.args?.find(([words]) => words.includes(name))?.[1];
    return [`<${name}> is missing${help === undefined ? '' : `: ${help}`}`];
}
function excessArguments(verb) {
    const expected = verb?.args?.length ?? 0;
    const takes = `${verb?.name ?? 'onedrive-upload'} takes ${expected === 0 ? 'no arguments' : `${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_6__/* .formatCount */ .B4)(expected, 'argument')} at most`}`;
    return [expected === 0 ? takes : `${takes}; quote patterns and names with spaces`];
}


/***/ }),

/***/ 9713:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var commander__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8179);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2807);
/* harmony import */ var _core_exit_code_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1388);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_16__ = __nccwpck_require__(6851);
/* harmony import */ var _core_redactor_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(3208);
/* harmony import */ var _core_troubleshooting_js__WEBPACK_IMPORTED_MODULE_17__ = __nccwpck_require__(7456);
/* harmony import */ var _core_version_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(8614);
/* harmony import */ var _command_line_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(895);
/* harmony import */ var _commands_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9073);
/* harmony import */ var _help_layout_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9175);
/* harmony import */ var _help_manual_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3103);
/* harmony import */ var _help_short_help_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(1403);
/* harmony import */ var _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(4320);
/* harmony import */ var _options_flags_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(1751);
/* harmony import */ var _options_inputs_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(1659);
/* harmony import */ var _terminal_color_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(3249);
/* harmony import */ var _terminal_flag_names_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(5915);
/* harmony import */ var _terminal_print_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(3473);
/**
 * The command's entry point: parses the command line and runs a verb. The only file that imports commander.
 */


















const commandLine = process.argv.slice(2);
const literalCount = commandLine.includes('--') ? commandLine.slice(commandLine.indexOf('--') + 1).length : 0;
const width = (process.stdout.isTTY && process.stdout.columns) || 80;
/** How --help writes a flag: the parser knows one spelling of it. */
const optionTerms = new Map();
const program = new commander__WEBPACK_IMPORTED_MODULE_0__/* .Command */ .uB('onedrive-upload')
    .description((0,_help_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .descriptionSection */ .eg)('Uploads files to OneDrive and SharePoint through Microsoft Graph upload sessions.', width))
    .usage('COMMAND [options]')
    .version(_core_version_js__WEBPACK_IMPORTED_MODULE_13__/* .packageVersion */ .T, '-V, --version', 'print the version')
    .helpOption('--help', 'print this help')
    .option('-h', 'print a short help')
    .on('option:h', printShortHelp)
    .commandsGroup('Commands:')
    .helpCommand('help [command]', 'prints the help of a command')
    .configureHelp({
    styleTitle: (title) => (0,_terminal_color_js__WEBPACK_IMPORTED_MODULE_11__/* .formatHeading */ ._4)(title === 'Usage:' ? 'SYNOPSIS\n ' : title.replace(/:$/, '').toUpperCase()),
    optionTerm: (option) => optionTerms.get(option) ?? option.flags,
    subcommandTerm: (command) => command.name(),
})
    // Usage errors are printed below, in our own words.
    .showSuggestionAfterError(false)
    .configureOutput({
    writeOut: (text) => (0,_terminal_print_js__WEBPACK_IMPORTED_MODULE_14__/* .print */ .y)(text),
    outputError: () => { },
    getOutHasColors: () => (0,_terminal_color_js__WEBPACK_IMPORTED_MODULE_11__/* .hasColors */ .jG)(process.env, process.stdout),
    getErrHasColors: () => (0,_terminal_color_js__WEBPACK_IMPORTED_MODULE_11__/* .hasColors */ .jG)(process.env, process.stderr),
})
    .exitOverride()
    .addHelpText('after', () => (0,_help_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .overviewClosing */ .Bu)(width));
function addVerb(verb) {
    const { name, summary, args = [], run } = verb;
    const command = program
        .command(name)
        .summary(summary)
        .description((0,_help_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .descriptionSection */ .eg)(_help_manual_js__WEBPACK_IMPORTED_MODULE_6__/* .MANUAL_PAGES */ .S[name].description, width))
        .addHelpText('before', (0,_help_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .nameSection */ .VI)(verb, width))
        .addHelpText('after', () => (0,_help_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .closingSections */ .Yv)(verb, width));
    for (const [argument, help] of args)
        command.argument(argument, help);
    for (const flag of (0,_options_flags_js__WEBPACK_IMPORTED_MODULE_9__/* .listFlags */ .E3)(verb))
        addFlag(command, flag);
    // The program's own option comes first; this one is for the page.
    command.addOption(new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$('-h', 'print the usual flags on one screen').helpGroup('Output'));
    command.addHelpOption(new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$('--help', 'print this help').helpGroup('Output'));
    command.action(async (...given) => {
        // commander passes the arguments, then the flags, then the command itself.
        const texts = given
            .slice(0, -2)
            .flat()
            .filter((arg) => typeof arg === 'string');
        process.exitCode = await run({ flags: command.opts(), args: texts, literalCount });
    });
}
/** Prints one screen, for the verb if there is one, and ends the command. */
function printShortHelp() {
    const [first = ''] = commandLine;
    const verb = _commands_js__WEBPACK_IMPORTED_MODULE_4__/* .VERBS */ .h.find(({ name }) => name === first);
    // An unknown verb is an error of the parser.
    if (verb === undefined && !first.startsWith('-'))
        return;
    (0,_terminal_print_js__WEBPACK_IMPORTED_MODULE_14__/* .print */ .y)(verb === undefined ? (0,_help_short_help_js__WEBPACK_IMPORTED_MODULE_7__/* .shortOverview */ ._3)(_commands_js__WEBPACK_IMPORTED_MODULE_4__/* .VERBS */ .h, width) : (0,_help_short_help_js__WEBPACK_IMPORTED_MODULE_7__/* .shortHelp */ ._x)(verb, width));
    throw new commander__WEBPACK_IMPORTED_MODULE_0__/* .CommanderError */ .b7(0, 'commander.helpDisplayed', '');
}
function addFlag(command, flag) {
    const value = flag.value === undefined ? '' : ` <${flag.value}>`;
    const option = new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$(`${flag.name}${value}`, (0,_help_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .flagHelp */ .QR)(flag)).helpGroup(flag.group);
    if (flag.repeated)
        option.argParser((text, before = []) => [...before, text]);
    command.addOption(option);
    optionTerms.set(option, (0,_help_layout_js__WEBPACK_IMPORTED_MODULE_5__/* .flagTerm */ .Lt)(flag));
    if (flag.negation !== undefined)
        command.addOption(new commander__WEBPACK_IMPORTED_MODULE_0__/* .Option */ .c$(flag.negation).hideHelp());
}
for (const verb of _commands_js__WEBPACK_IMPORTED_MODULE_4__/* .VERBS */ .h)
    addVerb(verb);
// The reader of a pipe may exit (`| head`, a pager). The run continues without output, because half an upload helps
// nobody. Other write errors, such as a full disk, fail the command.
let hasStdoutFailed = false;
process.stdout.on('error', (error) => {
    if ((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error) === 'EPIPE' || hasStdoutFailed)
        return;
    hasStdoutFailed = true;
    printError(`error: cannot write to standard output (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemReason */ .uc)(error)})\n`);
    process.once('exit', () => {
        process.exitCode ||= 1;
    });
});
process.stderr.on('error', () => { });
process.on('uncaughtException', (error) => process.exit(reportError(error)));
try {
    await program.parseAsync((0,_command_line_js__WEBPACK_IMPORTED_MODULE_3__/* .prepareWords */ .d)(commandLine, _commands_js__WEBPACK_IMPORTED_MODULE_4__/* .VERBS */ .h), { from: 'user' });
}
catch (error) {
    process.exitCode = reportError(error);
}
/** Prints a text that begins with the word error. */
function printError(text) {
    const head = (0,_terminal_color_js__WEBPACK_IMPORTED_MODULE_11__/* .colorWord */ .W8)('error', 'red', { env: process.env, stream: process.stderr });
    (0,_terminal_print_js__WEBPACK_IMPORTED_MODULE_14__/* .print */ .y)(text.replace(/^error/, head), process.stderr);
}
/** Prints an error of the parser or a verb. Returns the exit code. */
function reportError(error) {
    const redactor = new _core_redactor_js__WEBPACK_IMPORTED_MODULE_15__/* .Redactor */ .p();
    for (const secret of (0,_options_inputs_js__WEBPACK_IMPORTED_MODULE_10__/* .environmentSecrets */ .Pm)(process.env))
        redactor.addSecret(secret);
    // Redact before texts are cut, because a runner cannot mask half of a secret.
    const reportUsageError = (code, message) => {
        const text = (0,_help_usage_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .formatUsageError */ .D)({ code, message: redactor.redact(message) }, { verbs: _commands_js__WEBPACK_IMPORTED_MODULE_4__/* .VERBS */ .h, args: commandLine });
        printError((0,_core_format_js__WEBPACK_IMPORTED_MODULE_16__/* .escapeCommands */ .g9)(redactor.redact(text)));
        return 2;
    };
    if (error instanceof _help_usage_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .CommandLineFailure */ .y)
        return reportUsageError('', error.message);
    if (!(error instanceof commander__WEBPACK_IMPORTED_MODULE_0__/* .CommanderError */ .b7)) {
        const lines = (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .formatErrorWithLink */ .g9)(error, { troubleshootingUrl: _core_troubleshooting_js__WEBPACK_IMPORTED_MODULE_17__/* .troubleshootingPath */ .I }).split('\n');
        printError(`error: ${lines.map((line) => redactor.redactLine((0,_terminal_flag_names_js__WEBPACK_IMPORTED_MODULE_12__/* .withFlagNames */ .d)(line))).join('\n')}\n`);
        return (0,_core_exit_code_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCode */ .I)(error);
    }
    // --help and --version.
    if (error.exitCode === 0)
        return 0;
    const [first, second] = commandLine;
    // For a missing verb commander has printed the help. For `help` with an unknown verb it has printed nothing.
    const code = error.code === 'commander.help' && first === 'help' ? 'commander.unknownCommand' : error.code;
    const message = code === error.code ? error.message : `unknown command '${second}'`;
    return code === 'commander.help' ? 2 : reportUsageError(code, message);
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 6789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   SV: () => (/* binding */ isCodeVerifier),
/* harmony export */   VW: () => (/* binding */ defaultAttemptFile),
/* harmony export */   ce: () => (/* binding */ readAttempt),
/* harmony export */   jP: () => (/* binding */ writeAttempt),
/* harmony export */   lp: () => (/* binding */ deleteAttempt)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2807);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(8314);
/* harmony import */ var _core_private_file_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9940);
/* harmony import */ var _core_read_file_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9199);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(8420);
/* harmony import */ var _inputs_redirect_uri_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3665);
/* harmony import */ var _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(5031);
/* harmony import */ var _inputs_target_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(2623);
/**
 * The file that `authorize-url` saves for `exchange`. The verifier in it is secret until the code is redeemed, so a
 * new file gets mode 0600 and is deleted after use.
 */









const defaultAttemptFile = 'onedrive-upload-attempt.json';
/** Real attempts have less than a kilobyte. */
const maxBytes = 1024 * 1024;
/** Writes the file. Throws a Failure that names it. */
function writeAttempt(path, attempt) {
    try {
        (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_2__/* .replacePrivateFile */ .oN)(path, JSON.stringify(attempt, undefined, 2));
    }
    catch (cause) {
        throw (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_2__/* .replaceFailure */ .Jb)('the data for exchange', path, cause);
    }
}
/** The inputs that authorize-url saves. */
const attemptSpecs = [
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .IDENTITY_SPECS */ .Cq.clientId,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .IDENTITY_SPECS */ .Cq.tenantId,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .IDENTITY_SPECS */ .Cq.cloud,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .IDENTITY_SPECS */ .Cq.authority,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .IDENTITY_SPECS */ .Cq.scopes,
    _inputs_target_js__WEBPACK_IMPORTED_MODULE_6__/* .TARGET_SPECS */ .p.appFolder,
];
/** Returns undefined when the default file does not exist. Throws a Failure of kind `usage` for an invalid file. */
function readAttempt(path) {
    const file = path ?? defaultAttemptFile;
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file)) {
        if (path === undefined)
            return undefined;
        throw attemptFailure(`the file ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_7__/* .quoteUnlessSecret */ .V4)(file)} of authorize-url does not exist`);
    }
    const attempt = parseAttempt(file);
    const wrong = attempt === undefined ? [] : invalidFields(attempt);
    if (attempt !== undefined && wrong.length === 0)
        return attempt;
    const what = wrong.length === 0 ? '' : ` (invalid: ${wrong.join(', ')})`;
    throw attemptFailure(`${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_7__/* .quoteUnlessSecret */ .V4)(file)} is not a file of authorize-url${what}`);
}
function attemptFailure(message) {
    const hint = 'run authorize-url again, or name another file with --attempt';
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(message, { code: 'attempt-mismatch', kind: 'usage', hint });
}
function parseAttempt(file) {
    try {
        const content = (0,_core_read_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readRegularFile */ .XF)(file, { name: '--attempt', limitBytes: maxBytes, hint: '' });
        const value = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_8__/* .asObjectOrEmpty */ .eG)((0,_core_json_js__WEBPACK_IMPORTED_MODULE_8__/* .parseJson */ .qF)(String(content)));
        const inputs = Object.entries((0,_core_json_js__WEBPACK_IMPORTED_MODULE_8__/* .asObjectOrEmpty */ .eG)(value.inputs)).map(([name, one]) => [name, (0,_core_json_js__WEBPACK_IMPORTED_MODULE_8__/* .asString */ .oJ)(one)]);
        return {
            inputs: Object.fromEntries(inputs),
            redirectUri: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_8__/* .asString */ .oJ)(value.redirectUri),
            state: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_8__/* .asString */ .oJ)(value.state),
            verifier: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_8__/* .asString */ .oJ)(value.verifier),
        };
    }
    catch {
        // The caller reports an invalid file; the cause would not help.
        return undefined;
    }
}
/** Names of values that authorize-url would not have written: the file is damaged, or from another program. */
function invalidFields({ inputs, redirectUri, state, verifier }) {
    const known = attemptSpecs.map(({ name }) => name);
    const foreign = Object.keys(inputs).filter((name) => !known.includes(name));
    const bad = attemptSpecs.filter(({ name, parse }) => 'problem' in parse(inputs[name] ?? ''));
    return [
        ...foreign.map(_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_7__/* .quoteUnlessSecret */ .V4),
        ...bad.map(({ name }) => name),
        ...(redirectUri === '' || (0,_inputs_redirect_uri_js__WEBPACK_IMPORTED_MODULE_4__/* .redirectUriProblem */ .S6)(redirectUri) !== undefined ? ['redirectUri'] : []),
        ...(/^[\w-]{22,}$/.test(state) ? [] : ['state']),
        ...(isCodeVerifier(verifier) ? [] : ['verifier']),
    ];
}
/** The format of a PKCE verifier, RFC 7636 section 4.1. */
function isCodeVerifier(verifier) {
    return /^[\w.~-]{43,128}$/.test(verifier);
}
/** Deletes the file after the code was redeemed, when it is useless. */
function deleteAttempt(path) {
    try {
        // Keep a symbolic link, for the next attempt.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path ?? defaultAttemptFile));
    }
    catch {
        // It is gone already, or we may not delete it.
    }
}


/***/ }),

/***/ 4983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   X9: () => (/* binding */ emulatorFlags),
/* harmony export */   Zn: () => (/* binding */ emulatedStacks),
/* harmony export */   cM: () => (/* binding */ emulatedAccounts)
/* harmony export */ });
/* harmony import */ var _flags_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1751);
/** The flags of the verb `emulate`, and the values of those that have few. */

const emulatedAccounts = ['personal', 'business', 'sharepoint'];
/** The storage services of personal accounts: today's, and the one before. */
const emulatedStacks = ['new', 'old'];
const emulatorFlags = (0,_flags_js__WEBPACK_IMPORTED_MODULE_0__/* .flagGroup */ .uH)('The emulator', [
    ['--port <number>', 'port of the emulator', { defaultValue: 'any free one' }],
    ['--account <kind>', 'kind of account', { choices: emulatedAccounts, defaultValue: 'personal' }],
    [
        '--stack <name>',
        "storage service of a personal account: today's, or the one before",
        { choices: emulatedStacks, defaultValue: 'new' },
    ],
    ['--data <folder>', 'folder for the content of the files', { defaultValue: 'a temporary folder' }],
    ['--faults <file>', 'JSON file with scripted faults'],
    ['--latency <ms>', 'milliseconds to wait before every response'],
    ['--tls-cert <file>', 'certificate for https'],
    ['--tls-key <file>', 'its private key'],
    ['--upload-origin <url>', 'origin of the upload addresses'],
]);


/***/ }),

/***/ 1751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E3: () => (/* binding */ listFlags),
/* harmony export */   YE: () => (/* binding */ flagSpellings),
/* harmony export */   jn: () => (/* binding */ valueKindOf),
/* harmony export */   uH: () => (/* binding */ flagGroup)
/* harmony export */ });
/* harmony import */ var _inputs_cleanup_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4904);
/* harmony import */ var _inputs_files_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4519);
/* harmony import */ var _inputs_rotation_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4188);
/* harmony import */ var _inputs_share_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9311);
/* harmony import */ var _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5031);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9140);
/* harmony import */ var _inputs_target_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(2623);
/* harmony import */ var _inputs_transfer_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(7257);
/**
 * The flags of a verb as data: inputs of the action, grouped by section, then the verb's own flags. Used by the
 * command-line parser, --help and shell completion.
 */








/** Flags with the same group. */
function flagGroup(group, rows) {
    return rows.map(([words, help, more = {}]) => [words, help, { ...more, group }]);
}
/** The sections of the inputs, with their headings in action.yml. */
const sections = [
    ['Sign in', _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_4__/* .IDENTITY_SPECS */ .Cq],
    ['Keep signed in', _inputs_rotation_js__WEBPACK_IMPORTED_MODULE_2__/* .ROTATION_SPECS */ .Y5],
    ['Where', _inputs_target_js__WEBPACK_IMPORTED_MODULE_6__/* .TARGET_SPECS */ .p],
    ['What', _inputs_files_js__WEBPACK_IMPORTED_MODULE_1__/* .FILE_SPECS */ .Qh],
    ['How', _inputs_transfer_js__WEBPACK_IMPORTED_MODULE_7__/* .UPLOAD_SPECS */ .jK],
    ['Afterwards', _inputs_cleanup_js__WEBPACK_IMPORTED_MODULE_0__/* .CLEANUP_SPECS */ .s],
    ['Share and report', _inputs_share_js__WEBPACK_IMPORTED_MODULE_3__/* .SHARE_SPECS */ .f],
];
/** Placeholders of values whose kind does not name one. */
const valuePlaceholders = {
    path: 'path',
    checksums: 'name',
    root: 'folder',
    'resume-journal': 'file',
    'retain-last': 'number',
    'retain-days': 'number',
};
/** Flags that have one letter, too, in every verb. */
const shortFlags = {
    '--dry-run': '-n',
    '--quiet': '-q',
    '--verbose': '-v',
};
/** Inputs whose value may be left out. It is given after `=` only. */
const valuesWhenBare = { checksums: 'true' };
/** All flags of a verb, in the order of --help. */
function listFlags({ inputs = [], flags = [] }) {
    const shared = _inputs_table_js__WEBPACK_IMPORTED_MODULE_5__/* .INPUT_SPECS */ .a.filter(({ name, kind }) => kind !== 'context' && inputs.includes(name));
    return [...shared.map(inputFlag), ...flags.map(verbFlag)].map((flag) => {
        const short = shortFlags[flag.name];
        return short === undefined ? flag : { ...flag, short };
    });
}
function inputFlag(spec) {
    const { name, kind, help, default: defaultValue } = spec;
    const found = sections.find(([, rows]) => Object.values(rows).includes(spec));
    const flag = {
        name: `--${name}`,
        value: valuePlaceholders[name] ?? kind,
        help,
        group: found?.[0] ?? '',
        defaultValue,
        choices: spec.choices,
        repeated: kind === 'lines',
        isInput: true,
    };
    if (kind === 'secret') {
        // Everybody on the machine can read a command line, so secrets come from a file or the environment.
        const noDefault = { choices: [], defaultValue: '' };
        return {
            ...flag,
            ...noDefault,
            secret: spec,
            name: `${flag.name}-file`,
            value: 'file',
            help: `file with the ${help}`,
        };
    }
    if (kind === 'boolean')
        return { ...flag, value: undefined, negation: `--no-${name}` };
    const valueWhenBare = valuesWhenBare[name];
    return valueWhenBare === undefined ? flag : { ...flag, valueWhenBare };
}
function verbFlag([words, help, { group, choices = [], defaultValue = '', repeated = false },]) {
    const [name = '', value] = words.split(' ');
    return { name, value: value?.slice(1, -1), help, group, choices, defaultValue, repeated, isInput: false };
}
/** Every way to write a flag. */
function flagSpellings({ name, short, negation }) {
    return [short, name, negation].filter((spelling) => spelling !== undefined);
}
/** What the value of a flag can be; undefined for a flag without a value. */
function valueKindOf({ value, choices }) {
    if (value === undefined)
        return undefined;
    if (choices.length > 0)
        return choices;
    if (value === 'folder')
        return 'folders';
    return value === 'file' || value === 'path' ? 'files' : 'unknown';
}


/***/ }),

/***/ 1659:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Pm: () => (/* binding */ environmentSecrets),
/* harmony export */   YD: () => (/* binding */ secretFilePath),
/* harmony export */   d_: () => (/* binding */ inputEnvName),
/* harmony export */   tp: () => (/* binding */ commandInputs)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(6851);
/* harmony import */ var _inputs_masks_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1713);
/* harmony import */ var _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5031);
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9140);
/* harmony import */ var _profile_file_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(1936);
/* harmony import */ var _secret_file_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4473);
/**
 * Reads the command's inputs: from flags, then from ONEDRIVE_… in the environment, then from a secret's file, then from
 * a profile.
 */






/** `refresh-token` -> `ONEDRIVE_REFRESH_TOKEN`. */
function inputEnvName(input) {
    return `ONEDRIVE_${input.toUpperCase().replaceAll('-', '_')}`;
}
/** Secrets in the command's environment. An invalid command line may contain one, so errors redact them. */
function environmentSecrets(env) {
    const ours = (0,_inputs_masks_js__WEBPACK_IMPORTED_MODULE_0__/* .inputSecrets */ .Sc)((name) => env[inputEnvName(name)]);
    return [...ours, env.GH_TOKEN ?? '', env.GITHUB_TOKEN ?? '', ...(0,_inputs_masks_js__WEBPACK_IMPORTED_MODULE_0__/* .runnerSecrets */ .q8)(env)];
}
/** Contents of secret files by path, for each command line. An input is read more than once, but a pipe only once. */
const secretFileCache = new WeakMap();
/** Reads inputs for a verb. */
function commandInputs(flags, env, { fixed = {}, profile } = {}) {
    const texts = secretFileCache.get(flags) ?? new Map();
    secretFileCache.set(flags, texts);
    const fromFile = (name) => {
        const path = secretFilePath(flags, env, name);
        if (path === undefined)
            return undefined;
        const text = texts.get(path) ?? (0,_secret_file_js__WEBPACK_IMPORTED_MODULE_4__/* .readSecretFile */ .f)(path, { flag: `--${name}-file` });
        texts.set(path, text);
        return text;
    };
    const read = (spec) => {
        if (spec.kind === 'context')
            return matrixJobJson(env);
        const given = fixed[spec.name] ?? flagValue(flags, spec.name);
        if (given !== undefined)
            return given;
        // An app that signs in as itself has no use for the profile's token.
        const isUnused = spec === _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_1__/* .IDENTITY_SPECS */ .Cq.refreshToken && read(_inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_1__/* .IDENTITY_SPECS */ .Cq.auth)?.trim() === 'app';
        const stored = isUnused ? undefined : profile?.inputs[spec.name];
        const isNamed = flagValue(flags, `${spec.name}-file`) !== undefined;
        if (stored !== undefined && profile?.isFromEnvironment === false && !isNamed)
            return stored;
        const variable = env[inputEnvName(spec.name)];
        // CI systems set variables that have no value to an empty text: it must not hide what login stored.
        const isUnset = variable === undefined || (variable === '' && stored !== undefined);
        if (spec.kind === 'secret' && (isNamed || isUnset))
            return fromFile(spec.name) ?? stored;
        return isUnset ? stored : variable;
    };
    return {
        value: (name) => {
            const spec = _inputs_table_js__WEBPACK_IMPORTED_MODULE_2__/* .INPUT_SPECS */ .a.find((input) => input.name === name);
            return spec === undefined ? undefined : read(spec);
        },
        presentNames: () => [],
        adviseMissing,
        emulator: Boolean(env.ONEDRIVE_UPLOAD_EMULATOR),
    };
}
/** The three ways to give a credential on a command line. */
function adviseMissing({ name, kind }) {
    const variable = inputEnvName(name);
    const how = kind === 'secret' ? `name its file, or set ${variable}` : `give it, or set ${variable}`;
    return `. ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_5__/* .capitalize */ .ZH)(how)}${_profile_file_js__WEBPACK_IMPORTED_MODULE_3__/* .profileInputs */ .t5.includes(name) ? ', or use --profile' : ''}`;
}
/**
 * Index and total of parallel jobs, in GitHub's format. GitLab counts from 1 (docs.gitlab.com, "Predefined CI/CD
 * variables", CI_NODE_INDEX), CircleCI from 0 (circleci.com/docs, CIRCLE_NODE_INDEX).
 */
function matrixJobJson(env) {
    const index = env.CI_NODE_INDEX === undefined ? env.CIRCLE_NODE_INDEX : Number(env.CI_NODE_INDEX) - 1;
    const total = env.CI_NODE_TOTAL ?? env.CIRCLE_NODE_TOTAL;
    return JSON.stringify({ 'job-index': Number(index), 'job-total': Number(total) });
}
function flagValue(flags, name) {
    const value = flags[name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())];
    // A repeated flag is an input with several lines.
    if (Array.isArray(value))
        return value.join('\n');
    return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
}
/** The file that a secret is read from; undefined when none was named. */
function secretFilePath(flags, env, name) {
    return flagValue(flags, `${name}-file`) ?? (env[`${inputEnvName(name)}_FILE`] || undefined);
}


/***/ }),

/***/ 1936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bn: () => (/* binding */ listProfiles),
/* harmony export */   Cq: () => (/* binding */ profileNameProblem),
/* harmony export */   G7: () => (/* binding */ createProfileFolder),
/* harmony export */   GA: () => (/* binding */ profileFailure),
/* harmony export */   Z6: () => (/* binding */ profileLocation),
/* harmony export */   Z8: () => (/* binding */ writeProfile),
/* harmony export */   er: () => (/* binding */ readProfile),
/* harmony export */   t5: () => (/* binding */ profileInputs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(6851);
/* harmony import */ var _core_json_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(8314);
/* harmony import */ var _core_private_file_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9940);
/* harmony import */ var _core_read_file_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9199);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(8420);
/* harmony import */ var _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(5031);
/**
 * The file of a profile: the app, the sign-in and its account, as JSON with the names of the inputs. It holds secrets,
 * so it has mode 0600, in a folder of mode 0700.
 */










/** The inputs that a profile has. */
const profileSpecs = [
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientId,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.tenantId,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.cloud,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.authority,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.clientSecret,
    _inputs_sign_in_js__WEBPACK_IMPORTED_MODULE_6__/* .IDENTITY_SPECS */ .Cq.refreshToken,
];
const profileInputs = profileSpecs.map(({ name }) => name);
/** Profiles have a few kilobytes. */
const maxBytes = 1024 * 1024;
/** A clause about a name that cannot be used; undefined for a good one. */
function profileNameProblem(name) {
    // The folder itself and the one above it.
    if (/^[A-Za-z0-9._-]+$/.test(name) && name !== '.' && name !== '..')
        return undefined;
    return `is ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_7__/* .quoteUnlessSecret */ .V4)(name)}; write a name of letters, digits, dots, hyphens and underscores`;
}
/** Where the profile of that name is: in the user's own folder for settings (XDG Base Directory Specification). */
function profileLocation(name, env) {
    return { name, path: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(profileFolder(env), name) };
}
function profileFolder({ XDG_CONFIG_HOME: config, APPDATA: appData, HOME: home }) {
    const isWindows = (0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)() === 'win32';
    const given = isWindows ? appData : config;
    // The specification says to ignore a path that is not absolute.
    if (given !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(given))
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(given, 'onedrive-upload');
    const fallback = isWindows ? ['AppData', 'Roaming'] : ['.config'];
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((!isWindows && home) || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), ...fallback, 'onedrive-upload');
}
/** The names of all profiles. */
function listProfiles(env) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(profileFolder(env), { withFileTypes: true })
            .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.onedrive-upload-'))
            .map((entry) => entry.name)
            .filter((name) => profileNameProblem(name) === undefined)
            .sort(_core_format_js__WEBPACK_IMPORTED_MODULE_8__/* .compareText */ .n6);
    }
    catch {
        return [];
    }
}
/**
 * Reads a profile; undefined if there is none. Throws a Failure of kind `usage` if the file is not one, or if others
 * can read or replace it.
 */
function readProfile(location) {
    const { path } = location;
    const hint = 'repair or delete the file, and run onedrive-upload login again';
    const content = (0,_core_read_file_js__WEBPACK_IMPORTED_MODULE_5__/* .readRegularFile */ .XF)(path, { name: 'the profile', limitBytes: maxBytes, hint });
    if (content === undefined)
        return undefined;
    checkPrivate(location);
    const value = (0,_core_json_js__WEBPACK_IMPORTED_MODULE_9__/* .parseJsonObject */ .dw)(content.toString('utf8'));
    const inputs = Object.fromEntries(profileInputs.map((name) => [name, (0,_core_json_js__WEBPACK_IMPORTED_MODULE_9__/* .asString */ .oJ)(value?.[name])]).filter(([, text]) => text !== ''));
    const wrong = profileSpecs
        .filter(({ name, parse }) => 'problem' in parse(inputs[name] ?? '') || !isTextOrMissing(value?.[name]))
        .map(({ name }) => name);
    const missing = ['client-id', 'refresh-token'].filter((name) => inputs[name] === undefined);
    const fields = [...new Set([...missing, ...wrong])];
    if (value === undefined || fields.length > 0)
        throw profileFailure(location, 'profile-invalid', {
            what: `is not one that login wrote${value === undefined ? '' : ` (invalid: ${fields.join(', ')})`}`,
            hint,
        });
    return { inputs, account: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_9__/* .asString */ .oJ)(value.account), driveId: (0,_core_json_js__WEBPACK_IMPORTED_MODULE_9__/* .asString */ .oJ)(value['drive-id']) };
}
function isTextOrMissing(value) {
    return value === undefined || typeof value === 'string';
}
function checkPrivate(location) {
    if ((0,node_os__WEBPACK_IMPORTED_MODULE_1__.platform)() === 'win32')
        return;
    const { mode } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(location.path);
    if ((mode & 0o077) !== 0)
        throw profileFailure(location, 'profile-not-private', {
            what: `can be read by others (mode ${octal(mode)})`,
            hint: 'chmod 600 it, and run login again if somebody else may have read it',
        });
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(location.path);
    const folderMode = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(folder).mode;
    if ((folderMode & 0o022) !== 0)
        throw profileFailure(location, 'profile-not-private', {
            what: `is in a folder that others can write to (mode ${octal(folderMode)})`,
            hint: 'chmod 700 that folder',
        });
}
const octal = (mode) => (mode & 0o777).toString(8);
/** A Failure of kind `usage` about a profile. Does not show a name that may be a secret, nor its path. */
function profileFailure({ name, path }, code, { what, hint }) {
    const shown = (0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_7__/* .quoteUnlessSecret */ .V4)(name);
    const where = shown === (0,_core_format_js__WEBPACK_IMPORTED_MODULE_8__/* .quote */ .hD)(name) ? ` (${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_8__/* .quote */ .hD)(path)})` : '';
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR(`the profile ${shown}${where} ${what}`, { code, kind: 'usage', hint });
}
/** Creates the folder, readable for this user only. Throws a Failure of kind `usage`. */
function createProfileFolder(location) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(location.path), { recursive: true, mode: 0o700 });
    }
    catch (cause) {
        const { message, hint } = (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_4__/* .replaceFailure */ .Jb)('the profile', location.path, cause);
        throw new _core_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .HR(message, { code: 'file-not-written', kind: 'usage', hint });
    }
}
/** Writes the profile in one step, mode 0600. Throws a Failure that names the file. */
function writeProfile({ path }, { inputs, account, driveId }, nowMs) {
    const content = { ...inputs, account, 'drive-id': driveId };
    try {
        // A file that is there keeps its mode.
        if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path, { throwIfNoEntry: false }) !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(path, 0o600);
        (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_4__/* .replacePrivateFile */ .oN)(path, `${JSON.stringify(content, undefined, 2)}\n`);
    }
    catch (cause) {
        throw (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_4__/* .replaceFailure */ .Jb)('the profile', path, cause);
    }
    (0,_core_private_file_js__WEBPACK_IMPORTED_MODULE_4__/* .removeStaleTempFiles */ .Fh)(path, nowMs);
}


/***/ }),

/***/ 4473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ readSecretFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2807);
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6851);
/* harmony import */ var _core_read_file_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9199);
/* harmony import */ var _inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8420);
/**
 * Reads a secret from a file, a pipe or standard input, up to a size limit.
 */





/** A certificate with its chain and key has about 20 KiB. */
const maxBytes = 1024 * 1024;
const pollMs = 20;
/** Reads the whole file. A pipe can be read only once. Throws a Failure of kind `usage` that names the flag. */
function readSecretFile(path, { flag, writerTimeoutMs = 10_000 }) {
    const fileFailure = (why, hint = 'check its path and permissions') => new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${flag} ${(0,_inputs_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteUnlessSecret */ .V4)(path)} ${why}`, {
        code: 'input-file-invalid',
        kind: 'usage',
        hint,
    });
    try {
        const file = openNonBlocking(path);
        try {
            const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
            if (stats.isDirectory())
                throw fileFailure('is a folder, not a file', 'name a file');
            // The pipe of `<(…)` already has its writer. A named pipe may still get one.
            const awaitsWriter = stats.isFIFO() && !/^\/(dev|proc)\//.test(path);
            const noWriter = () => fileFailure('is a pipe without a writer', 'start the program that writes to it, or name a file');
            const content = (0,_core_read_file_js__WEBPACK_IMPORTED_MODULE_2__/* .readUpToLimit */ .kf)(file, maxBytes, createPipeReader({ awaitsWriter, writerTimeoutMs, noWriter }));
            const text = content && decodeText(content);
            if (text?.trim() === '')
                throw fileFailure('is empty', 'name the file that contains the secret, or leave the flag out');
            if (text !== undefined)
                return text;
            throw fileFailure(`is larger than ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z3)(maxBytes)}`, 'name a file that contains only this secret');
        }
        finally {
            if (file !== 0)
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
        }
    }
    catch (cause) {
        throw cause instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR ? cause : fileFailure(`cannot be read (${(0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemReason */ .uc)(cause)})`);
    }
}
/** Does not wait for a writer. Standard input that is a socket cannot be opened by name (man 2 open, ENXIO). */
function openNonBlocking(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
    }
    catch (error) {
        if (path === '/dev/stdin' && (0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error) === 'ENXIO')
            return 0;
        throw error;
    }
}
/** Returns a read function that waits for data. */
function createPipeReader({ awaitsWriter, writerTimeoutMs, noWriter }) {
    let hasStarted = !awaitsWriter;
    let waitedMs = 0;
    return (file, buffer) => {
        for (;;) {
            try {
                const got = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, buffer);
                hasStarted ||= got > 0;
                if (hasStarted)
                    return got;
            }
            catch (error) {
                // Windows reports the end of a pipe like this.
                if ((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error) === 'EOF')
                    return 0;
                if ((0,_core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCode */ .xU)(error) !== 'EAGAIN')
                    throw error;
                hasStarted = true;
            }
            if (!hasStarted && waitedMs >= writerTimeoutMs)
                throw noWriter();
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
            waitedMs += pollMs;
        }
    };
}
/** Windows PowerShell's `>` writes UTF-16 with a byte order mark. The caller trims a UTF-8 mark as white space. */
function decodeText(content) {
    const isWide = content[0] === 0xff && content[1] === 0xfe;
    return isWide ? content.subarray(2).toString('utf16le') : content.toString('utf8');
}


/***/ }),

/***/ 3249:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   W8: () => (/* binding */ colorWord),
/* harmony export */   _4: () => (/* binding */ formatHeading),
/* harmony export */   jG: () => (/* binding */ hasColors),
/* harmony export */   pZ: () => (/* binding */ applyColorsToProcess)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7975);
/**
 * Decides whether text may have colors and other styles. The only file that decides it: log, help and prompts ask here.
 */

/**
 * True if a stream gets colors. NO_COLOR comes first (no-color.org), then FORCE_COLOR and CLICOLOR_FORCE, which also
 * hold for pipes, then CLICOLOR (bixense.com/clicolors); otherwise every terminal but a dumb one. An empty variable
 * counts as absent.
 */
function hasColors(env, { isTTY }) {
    const { NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM } = env;
    if (NO_COLOR)
        return false;
    // 0 and false as chalk and Node.js read them.
    if (FORCE_COLOR)
        return !['0', 'false'].includes(FORCE_COLOR);
    if (CLICOLOR_FORCE && CLICOLOR_FORCE !== '0')
        return true;
    return isTTY === true && TERM !== 'dumb' && CLICOLOR !== '0';
}
/** Colors a word for a stream that gets colors. */
function colorWord(word, color, { env, stream }) {
    return hasColors(env, stream) ? (0,node_util__WEBPACK_IMPORTED_MODULE_0__.styleText)(color, word, { validateStream: false }) : word;
}
/** Bold for a page of --help. The parser removes it where `hasColors` says no. */
function formatHeading(text) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.styleText)('bold', text, { validateStream: false });
}
/** Tells the prompts' library, which reads the process's environment by its own rules. */
function applyColorsToProcess(env, stream) {
    if (hasColors(env, stream))
        return;
    process.env.NO_COLOR = '1';
    // Node.js lets FORCE_COLOR win.
    delete process.env.FORCE_COLOR;
}


/***/ }),

/***/ 5915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ withFlagValues),
/* harmony export */   d: () => (/* binding */ withFlagNames)
/* harmony export */ });
/* harmony import */ var _inputs_table_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9140);

const specs = _inputs_table_js__WEBPACK_IMPORTED_MODULE_0__/* .INPUT_SPECS */ .a.filter(({ name, kind }) => kind !== 'context' && name !== 'mode');
const byName = new Map(specs.map((spec) => [spec.name, spec]));
/** Longest first, so that `share-scope` is not read as `share`. */
const names = specs.map(({ name }) => name).sort((a, b) => b.length - a.length);
/** Names that are no word of a sentence. */
const compoundNames = names.filter((name) => name.includes('-'));
/** Files are arguments of the command, and a sentence may speak of a path. */
const plainNames = names.filter((name) => !name.includes('-') && name !== 'path');
/** No part of a path, of a longer word, of a flag, or of something quoted. */
const before = String.raw `(?<![\w./\\:=?&@"'-])`;
const after = String.raw `(?![\w/\\="'-]|\.\w)`;
const alternatives = (some) => some.join('|');
const withValue = new RegExp(`${before}(${alternatives(names)}): ([\\w.]+(?:-[\\w.]+)*)`, 'g');
/** `refresh-token` is also a value of `auth`, and an output. */
const compound = new RegExp(`(?<!--auth )(?<!output )${before}(${alternatives(compoundNames)})${after}`, 'g');
/** Where a single word is the name of an input: as the subject of a problem, and behind such a word. */
const asSubject = new RegExp(`^(\\s*- )?(${alternatives(plainNames)})(?= (?:is|has|needs|contains|cannot|must|starts|matches|does|would|looks|"))`);
const asObject = new RegExp(`(?<=\\b(?:set|remove|change|correct|check|lower|shorten|because|but|beside|without|with|input) )(${alternatives(plainNames)})${after}(?! (?:of|in)\\b)`, 'g');
/** Behind another flag. */
const asNext = new RegExp(`(?<=--[a-z-]+(?:,| or| and|, or) )(${alternatives(plainNames)})${after}`, 'g');
const verbOfMode = { 'refresh-only': 'refresh', check: 'check', upload: 'upload' };
/** `--client-id`; for a secret, whose value is never a flag, `--client-secret-file`. */
function flagOf(name) {
    return byName.get(name)?.kind === 'secret' ? `--${name}-file` : `--${name}`;
}
/** The text of an error, a warning or a notice, with flags. */
function withFlagNames(text) {
    const toFlag = (_, name) => flagOf(name);
    const replaced = withFlagValues(text)
        .replace(compound, toFlag)
        .replace(asSubject, (_, start, name) => `${start ?? ''}${flagOf(name)}`)
        .replace(asObject, toFlag);
    // In a list, each one makes the next recognizable.
    return replaced
        .replace(asNext, toFlag)
        .replace(asNext, toFlag)
        .replace(/\bthe input (?=--)/g, '');
}
/** Only what is written with its value. For lines that may have the name of any file. */
function withFlagValues(text) {
    return text
        .replace(/\bmode: (refresh-only|check|upload)\b/g, (_, mode) => verbOfMode[mode])
        .replace(withValue, (whole, name, value) => {
        const { kind = 'text', choices = [] } = byName.get(name) ?? {};
        const isSwitch = kind === 'boolean' || name === 'checksums';
        if (isSwitch && value === 'true')
            return `--${name}`;
        if (isSwitch && value === 'false')
            return `--no-${name}`;
        const isQuantity = ['number', 'size', 'span'].includes(kind) && /^(auto|\d)/.test(value);
        return isQuantity || choices.includes(value) ? `${flagOf(name)} ${value}` : whole;
    });
}


/***/ }),

/***/ 3473:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ print)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6851);
/**
 * The only file that writes to standard output and standard error. No printed line can act as a command to a runner.
 */

/** Prints a text, with workflow commands escaped. */
function print(text, stream = process.stdout) {
    stream.write((0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeCommands */ .g9)(text));
}


/***/ }),

/***/ 2807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ ServiceFailure),
/* harmony export */   AD: () => (/* binding */ failureCode),
/* harmony export */   AO: () => (/* binding */ seeTroubleshooting),
/* harmony export */   HR: () => (/* binding */ Failure),
/* harmony export */   Wk: () => (/* binding */ formatError),
/* harmony export */   g9: () => (/* binding */ formatErrorWithLink),
/* harmony export */   mj: () => (/* binding */ CancelledFailure),
/* harmony export */   uc: () => (/* binding */ systemReason),
/* harmony export */   wK: () => (/* binding */ UsageFailure),
/* harmony export */   xU: () => (/* binding */ systemCode)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6851);

/** An error with advice. `message` says what happened, with its value; `hint` says what to do. */
class Failure extends Error {
    name = 'Failure';
    kind;
    code;
    hint;
    constructor(message, options) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.kind = options.kind;
        this.code = options.code;
        this.hint = options.hint ?? '';
    }
}
/** Nobody reads more lines than this, and log lines and summaries are limited. */
const maxShownProblems = 300;
/** Invalid input: all problems at once, found before any request is sent. */
class UsageFailure extends Failure {
    name = 'UsageFailure';
    problems;
    constructor(problems) {
        const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
        const rest = problems.length - maxShownProblems;
        const lines = problems.slice(0, maxShownProblems).map((text) => `  - ${text}`);
        if (rest > 0)
            lines.push(`  … and ${rest} more like these`);
        super(`${count} with the inputs, nothing was sent:\n${lines.join('\n')}`, {
            kind: 'usage',
            code: 'bad-input',
        });
        this.problems = problems;
    }
}
/** Graph, the upload host or the network failed a request. Carries what a retry decision needs. */
class ServiceFailure extends Failure {
    name = 'ServiceFailure';
    service;
    constructor(message, options) {
        super(message, { kind: options.service.status === 0 ? 'network' : 'service', ...options });
        this.service = options.service;
    }
}
/** The run was cancelled (SIGINT, SIGTERM, a cancelled job). */
class CancelledFailure extends Failure {
    name = 'CancelledFailure';
    constructor() {
        super('the run was cancelled', { kind: 'cancelled', code: 'cancelled' });
    }
}
/** The message and the hint, for a log or an `error` field. Leaves out causes, because their texts are not ours. */
function formatError(error) {
    if (error instanceof Failure)
        return error.hint === ''
            ? error.message
            : `${error.message}${sentenceGap(error.message)}${(0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .capitalize */ .ZH)(error.hint)}`;
    return error instanceof Error
        ? `unexpected ${error.name}: ${error.message}`
        : `unexpected: ${String(error)}`;
}
/** A sentence of the service has its own full stop. */
function sentenceGap(text) {
    return /[.!?…]$/.test(text) ? ' ' : '. ';
}
/** The code of whatever was thrown. */
function failureCode(error) {
    return error instanceof Failure ? error.code : 'unexpected';
}
/** A sentence with the place that explains an error. */
function seeTroubleshooting(error, { troubleshootingUrl }) {
    return `See ${troubleshootingUrl}#${failureCode(error)}`;
}
/** Where an error is shown: its text, and the place that explains it. */
function formatErrorWithLink(error, page) {
    const text = formatError(error);
    // A list of problems ends with a line of its own.
    const gap = error instanceof UsageFailure ? '\n' : sentenceGap(text);
    return `${text}${gap}${seeTroubleshooting(error, page)}`;
}
/**
 * The `code` of an error of Node.js, as in ENOENT, of its cause if need be; '' when there is none. What a Failure may
 * call its own code is none of the system's.
 */
function systemCode(error) {
    if (!(error instanceof Error))
        return '';
    if (!(error instanceof Failure) && 'code' in error && typeof error.code === 'string')
        return error.code;
    return error.cause === undefined ? '' : systemCode(error.cause);
}
/** Like `systemCode`, but never empty: for use in a sentence. */
function systemReason(error) {
    return systemCode(error) || 'unknown error';
}


/***/ }),

/***/ 1388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ exitCode)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2807);
/** Exit codes of the command; docs/troubleshooting.md lists them. */

/** The command's exit code for a failure that ended the run. */
function exitCode(error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR))
        return 1;
    return { usage: 2, 'sign-in': 3, cancelled: 130, service: 1, network: 1, file: 1, verify: 1 }[error.kind];
}


/***/ }),

/***/ 6851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   UN: () => (/* binding */ escapeControls),
/* harmony export */   ZH: () => (/* binding */ capitalize),
/* harmony export */   ZM: () => (/* binding */ formatBytesDone),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   fm: () => (/* binding */ escapeBrackets),
/* harmony export */   g9: () => (/* binding */ escapeCommands),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   n6: () => (/* binding */ compareText),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
/**
 * Escapes text from outside (file names, server messages) for logs and Markdown, formats numbers, and sorts text.
 */
/**
 * Escapes control characters, line separators and bidirectional overrides. A name with a line break could otherwise put
 * a `::command::` into the runner's log or change what a terminal shows.
 */
function escapeControls(text) {
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/**
 * Escapes text for a Markdown table cell or a line of a summary, so that it contains no markup and creates no link.
 * GitHub looks for `@name`, `#12`, `GH-12` and `:emoji:` after it decodes entities, so a zero-width space splits them
 * (docs/facts.md, "Release notes"). Commit hashes stay: they link into the same repository.
 */
function escapeMarkdown(text) {
    return escapeControls(text)
        .replace(/[@#]|gh-(?=\d)|:(?=[\w+-]+:)/gi, (mark) => `${mark}\u200b`)
        .replace(/[\\`*_{}[\]()<>#+\-!|~&@:\u200b]/g, (character) => `&#${character.charCodeAt(0)};`)
        .replace(/www\./gi, (word) => `${word.slice(0, 3)}&#46;`);
}
const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
/** Index of the unit. Switches to the next one slightly early, because the number is rounded. */
function bytePower(sizeBytes) {
    if (sizeBytes < 1)
        return 0;
    return Math.min(byteUnits.length - 1, Math.floor(Math.log2(sizeBytes * 1.00005) / 10));
}
/** Formats a size: `0 B`, `320 KiB`, `1.50 GiB`. */
function formatBytes(sizeBytes) {
    if (!Number.isFinite(sizeBytes))
        return 'an unknown size';
    const power = bytePower(sizeBytes);
    const value = sizeBytes / 1024 ** power;
    return `${power === 0 || Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 1)} ${byteUnits[power]}`;
}
/** Formats a part of a size in the unit of the whole: `69.5/228.9 MiB`. */
function formatBytesDone(doneBytes, totalBytes) {
    const power = bytePower(totalBytes);
    const [done, total] = [doneBytes / 1024 ** power, totalBytes / 1024 ** power];
    const digits = total < 10 ? 2 : 1;
    const text = (value) => (power === 0 ? String(value) : value.toFixed(digits));
    return `${text(done)}/${text(total)} ${byteUnits[power]}`;
}
/** Formats a duration: `8 s`, `3 min 20 s`, `2 h 5 min`. */
function formatDuration(durationMs) {
    const seconds = Math.max(0, Math.round(durationMs / 1000));
    if (seconds < 60)
        return `${seconds} s`;
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
    return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
/** `1 file`, `2 files`. */
function formatCount(amount, noun) {
    return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
/**
 * Escapes commands that runners accept anywhere in a line: `##[command]` (GitHub; actions/runner, ActionCommand.cs),
 * `##vso[command]` (Azure Pipelines) and `##teamcity[command]`. JSON parsers decode the escape to the same bracket.
 */
function escapeBrackets(text) {
    return text.replace(/##([a-z]*)\[/gi, '##$1\\u005b');
}
/** Also escapes `::command::` at the start of a line, for logs. */
function escapeCommands(text) {
    return escapeBrackets(text).replace(/^(?=(?:[^\S\r\n\u2028\u2029]|\u0085)*::)/gm, '\u200b');
}
/** A text with its first letter as a capital. */
function capitalize(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
/** Quotes a path or other text from outside, for use in a sentence. */
function quote(text) {
    return `"${escapeControls(text)}"`;
}
/** Compares by code units, so the order does not depend on the machine's language. */
function compareText(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}


/***/ }),

/***/ 8314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IB: () => (/* binding */ formatJson),
/* harmony export */   ZE: () => (/* binding */ asWholeNumber),
/* harmony export */   dw: () => (/* binding */ parseJsonObject),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   eG: () => (/* binding */ asObjectOrEmpty),
/* harmony export */   oJ: () => (/* binding */ asString),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6851);
/**
 * Reads JSON from outside without trusting its types, and writes JSON that is safe to print.
 */

/** Control characters and bidirectional overrides, which JSON does not escape and terminals obey. */
const unprintable = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/** Formats a value as JSON that is safe to print into any runner's log. */
function formatJson(value, indent) {
    const escaped = JSON.stringify(value, undefined, indent).replace(unprintable, (character) => {
        return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
    return (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeBrackets */ .fm)(escaped);
}
/** Returns the value if it is an object, else undefined. */
function asObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
/** Returns the value if it is an object, else an empty one. */
function asObjectOrEmpty(value) {
    return asObject(value) ?? {};
}
/** Returns the value if it is a string, else `''`. */
function asString(value) {
    return typeof value === 'string' ? value : '';
}
/** Returns the value if it is a whole number of at least 0, else undefined. */
function asWholeNumber(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
/** Parses a JSON object; undefined for anything else, including invalid JSON. */
function parseJsonObject(json) {
    return asObject(parseJson(json));
}
/** Maximum nesting. Responses from Graph and GitHub have about a dozen levels (docs/facts.md, "Answers"). */
const maxDepth = 64;
/** Parses JSON; undefined if it is invalid or nested more than 64 levels deep, as in an attack. */
function parseJson(json) {
    try {
        return isTooDeep(json) ? undefined : JSON.parse(json);
    }
    catch {
        return undefined;
    }
}
/** Counts brackets outside strings. Other syntax errors are left to the parser. */
function isTooDeep(json) {
    let depth = 0;
    let isInString = false;
    for (let index = 0; index < json.length && depth <= maxDepth; index += 1) {
        const character = json[index];
        if (isInString && character === '\\')
            index += 1;
        else if (character === '"')
            isInString = !isInString;
        else if (isInString)
            continue;
        else if (character === '{' || character === '[')
            depth += 1;
        else if (character === '}' || character === ']')
            depth -= 1;
    }
    return depth > maxDepth;
}


/***/ }),

/***/ 9940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Fh: () => (/* binding */ removeStaleTempFiles),
/* harmony export */   Jb: () => (/* binding */ replaceFailure),
/* harmony export */   X7: () => (/* binding */ checkReplaceable),
/* harmony export */   Z4: () => (/* binding */ isOwnFile),
/* harmony export */   oN: () => (/* binding */ replacePrivateFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2807);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(6851);
/* harmony import */ var _read_file_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9199);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(8217);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(3669);
/**
 * Replaces a file that nobody else may read, in one step: it is never half-written or missing. Follows symbolic links
 * and keeps owner, group and mode. On Windows the mode has no effect; the file inherits its folder's rights
 * (docs/platforms.md).
 */









/**
 * Waits between attempts to rename a file that a virus scanner or an indexer has open: 1.6 s in total (libuv#1981,
 * node-graceful-fs#127).
 */
const renameDelaysMs = [20, 50, 100, 200, 400, 800];
/** The same limit as in Linux (man 7 path_resolution). */
const maxSymlinks = 40;
/** Temporary files of killed runs. They contain a secret, so we look for them and delete them. */
const tempFilePattern = /^\.onedrive-upload-[0-9a-f]{24}\.new$/;
const staleAfterMs = _time_js__WEBPACK_IMPORTED_MODULE_7__/* .dayMs */ .L;
const nodeFileSystem = {
    isWindows: (0,node_os__WEBPACK_IMPORTED_MODULE_2__.platform)() === 'win32',
    rename: node_fs__WEBPACK_IMPORTED_MODULE_1__.renameSync,
    sleep: (delayMs) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs),
};
/**
 * Writes a temporary file and renames it over the old one; a new file gets mode 0600. Returns a warning if the owner or
 * group could not be kept. Throws a system error or a Failure; then the old file stays.
 */
function replacePrivateFile(path, content, fileSystem = nodeFileSystem) {
    const target = resolveTarget(path);
    const tempPath = tempPathBeside(target);
    try {
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(tempPath, 'wx', 0o600);
        let warning;
        try {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.writeFileSync)(file, content);
            if (!fileSystem.isWindows)
                warning = copyOwnerAndMode(file, target);
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fsyncSync)(file);
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(file);
        }
        renameWithRetries(tempPath, target.path, fileSystem);
        return warning;
    }
    catch (error) {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(tempPath, { force: true });
        throw error;
    }
}
/** Throws what `replacePrivateFile` would throw, as far as that can be checked in advance. */
function checkReplaceable(path) {
    const target = resolveTarget(path);
    if (isMountPoint(target))
        throw Object.assign(new Error('EBUSY: it is mounted by itself'), { code: 'EBUSY' });
    const tempPath = tempPathBeside(target);
    try {
        // Creates a file, because on Windows access() checks only the folder's read-only attribute.
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(tempPath, 'wx', 0o600));
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(tempPath, { force: true });
    }
}
/** Converts an error of `replacePrivateFile` to a Failure. `what` names the file to the user. */
function replaceFailure(what, path, cause) {
    if (cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR)
        return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`${what} cannot be written: ${cause.message}`, {
            code: cause.code,
            kind: 'file',
            hint: cause.hint,
        });
    const message = `${what} cannot be written to ${(0,_format_js__WEBPACK_IMPORTED_MODULE_8__/* .escapeControls */ .UN)(path)} (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemReason */ .uc)(cause)})`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(message, {
        code: 'file-not-written',
        kind: 'file',
        hint: hintFor((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(cause)),
        cause,
    });
}
function hintFor(code) {
    if (code === 'EBUSY' && !nodeFileSystem.isWindows)
        return 'a single mounted file cannot be replaced: mount its folder instead';
    return (0,_system_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .writeHint */ .v3)(code, 'make its folder writable, because the file is replaced as a whole; in a container, mount the folder, not the file');
}
/** Deletes temporary files beside `path` that killed runs of this user left at least a day ago. */
function removeStaleTempFiles(path, nowMs) {
    try {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(resolveTarget(path).path);
        for (const name of (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readdirSync)(folder)) {
            if (!tempFilePattern.test(name))
                continue;
            const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, name));
            if (stats.isFile() && isOwnFile(stats) && nowMs - stats.mtimeMs > staleAfterMs)
                (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, name), { force: true });
        }
    }
    catch {
        // The next run tries again.
    }
}
/** Also true if the system does not report owners. */
function isOwnFile({ uid }) {
    const ownUid = process.geteuid?.();
    return ownUid === undefined || ownUid === uid;
}
/** Follows links, including one to a file that does not exist yet. Throws a Failure if the file cannot be ours. */
function resolveTarget(path) {
    const failure = (code, why, hint) => new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .HR(`${(0,_format_js__WEBPACK_IMPORTED_MODULE_8__/* .escapeControls */ .UN)(path)} ${why}`, { code, kind: 'file', hint });
    const pathStats = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(path, { throwIfNoEntry: false });
    const kind = pathStats && (0,_read_file_js__WEBPACK_IMPORTED_MODULE_5__/* .nonFileKind */ .YZ)(pathStats);
    if (kind !== undefined)
        throw failure('input-file-invalid', `is ${kind}, not a file`, 'give a file path; it need not exist yet');
    let current = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)(path);
    for (let links = 0; links < maxSymlinks; links++) {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.lstatSync)(current, { throwIfNoEntry: false });
        if (stats !== undefined && isForeignInStickyFolder(stats, (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(current)))
            throw failure('file-foreign', 'was created by another user, in a folder that everybody can write to', 'use a file in a folder that only you can write to');
        if (!stats?.isSymbolicLink())
            return { path: current, existing: stats };
        current = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.resolve)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(current)), (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)(current));
    }
    throw failure('input-file-invalid', 'has too many symbolic links in its path', 'name the file itself');
}
/**
 * Another user who can create a link or file in /tmp must not decide which file is overwritten or who reads it. Linux
 * has the same rule (docs.kernel.org, "Documentation for /proc/sys/fs/", protected_symlinks).
 */
function isForeignInStickyFolder(stats, folder) {
    if (isOwnFile(stats))
        return false;
    const folderStats = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.statSync)(folder);
    return (folderStats.mode & 0o1002) === 0o1002 && stats.uid !== folderStats.uid;
}
/** True for a file mounted into a container. rename() cannot replace it. Linux only (man 5 proc_pid_mountinfo). */
function isMountPoint({ path, existing }) {
    if (existing === undefined)
        return false;
    try {
        const octal = (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
        const escapedPath = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.realpathSync)(path).replace(/[ \t\n\\]/g, octal);
        const mounts = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)('/proc/self/mountinfo', 'utf8').split('\n');
        return mounts.some((line) => line.split(' ')[4] === escapedPath);
    }
    catch {
        return false;
    }
}
function tempPathBeside({ path }) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path), `.onedrive-upload-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(12).toString('hex')}.new`);
}
/** Copies owner, group and mode of the old file if the system allows it. Returns a warning if it does not. */
function copyOwnerAndMode(file, { path, existing }) {
    if (existing === undefined)
        return undefined;
    const ignoreErrors = (run) => {
        try {
            run();
        }
        catch {
            // Checked below, because some file systems report success and do nothing.
        }
    };
    const isSame = (one) => one.uid === existing.uid && one.gid === existing.gid;
    const created = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(file);
    if (!isSame(created)) {
        // A user who may not change the owner may still change the group to one of their own.
        ignoreErrors(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fchownSync)(file, created.uid, existing.gid));
        ignoreErrors(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fchownSync)(file, existing.uid, existing.gid));
    }
    const changed = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fstatSync)(file);
    // A different group must not get the old group's rights.
    const allowed = changed.gid === existing.gid ? 0o777 : 0o707;
    ignoreErrors(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.fchmodSync)(file, existing.mode & allowed));
    if (isSame(changed))
        return undefined;
    const [is, was] = [changed, existing].map(({ uid, gid }) => `${uid}:${gid}`);
    const name = (0,_format_js__WEBPACK_IMPORTED_MODULE_8__/* .escapeControls */ .UN)(path);
    return `${name} now belongs to ${is}, not to ${was}: run chown ${was} on it, or its owner may not be able to read it. Always run as that user.`;
}
function renameWithRetries(from, to, fileSystem) {
    for (const delayMs of fileSystem.isWindows ? renameDelaysMs : []) {
        try {
            fileSystem.rename(from, to);
            return;
        }
        catch (error) {
            if (!isFileBusy(error))
                throw error;
        }
        fileSystem.sleep(delayMs);
    }
    fileSystem.rename(from, to);
}
function isFileBusy(error) {
    return /^(EPERM|EACCES|EBUSY)$/.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCode */ .xU)(error));
}


/***/ }),

/***/ 9199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   XF: () => (/* binding */ readRegularFile),
/* harmony export */   YZ: () => (/* binding */ nonFileKind),
/* harmony export */   kf: () => (/* binding */ readUpToLimit)
/* harmony export */ });
/* unused harmony export readOpenFile */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2807);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6851);
/**
 * Reads a file that the user named, up to a size limit. Checks type and size before and after opening it, so that a
 * pipe cannot block the run.
 */



/** Describes what is there instead of a file; undefined for a file. */
function nonFileKind(stats) {
    if (stats.isFile())
        return undefined;
    if (stats.isDirectory())
        return 'a folder';
    if (stats.isFIFO())
        return 'a pipe';
    if (stats.isSocket())
        return 'a socket';
    return stats.isSymbolicLink() ? 'a symbolic link' : 'a device';
}
/** Returns the content; undefined if there is no file. Throws a Failure of kind `usage` for any other problem. */
function readRegularFile(path, { name, limitBytes, hint }) {
    const failure = (why) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(`${name} ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeControls */ .UN)(path)} ${why}`, {
        code: 'input-file-invalid',
        kind: 'usage',
        hint,
    });
    const checkStats = (stats) => {
        const kind = nonFileKind(stats);
        if (kind !== undefined)
            throw failure(`is ${kind}, not a file`);
        if (stats.size > limitBytes)
            throw failure(`is larger than ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(limitBytes)}`);
    };
    try {
        return readOpenFile(path, { followsLinks: true, checkStats }, (file) => {
            const content = readUpToLimit(file, limitBytes);
            if (content === undefined)
                throw failure(`is larger than ${(0,_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(limitBytes)}`);
            return content;
        });
    }
    catch (error) {
        throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR ? error : failure(`cannot be read (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemReason */ .uc)(error)})`);
    }
}
/**
 * What `read` makes of an open file; undefined when there is none. `checkStats` throws for a file that must not be read:
 * it looks at the path first, then at what was opened, because what was a file may be a link or a pipe by now.
 */
function readOpenFile(path, { followsLinks, checkStats }, read) {
    const stats = (followsLinks ? node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync : node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false });
    if (stats === undefined)
        return undefined;
    checkStats(stats);
    const noFollow = followsLinks ? 0 : (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0);
    const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | noFollow | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
    try {
        checkStats((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file));
        return read(file);
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
const chunkBytes = 64 * 1024;
/** Reads to the end; undefined if that exceeds the limit. `read` may block. */
function readUpToLimit(file, limitBytes, read = node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync) {
    const piece = Buffer.allocUnsafe(chunkBytes);
    const chunks = [];
    let sizeBytes = 0;
    for (;;) {
        const readBytes = read(file, piece);
        if (readBytes === 0)
            return Buffer.concat(chunks);
        sizeBytes += readBytes;
        if (sizeBytes > limitBytes)
            return undefined;
        // Copied, because a pipe may return one byte at a time.
        chunks.push(Buffer.from(piece.subarray(0, readBytes)));
    }
}


/***/ }),

/***/ 3208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ Redactor)
/* harmony export */ });
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6851);
/**
 * Replaces known secrets and pre-authenticated URLs by `***`, in every encoding in which a server or library may return
 * them, and escapes runner commands. All hosts, including the tests', pass everything that they show through it.
 */

/** Shorter secrets would match in too much of the log. */
const minSecretLength = 6;
/** Higher for data: a password such as `backup` must not change a path. Tokens are longer. */
const minSecretLengthInData = 12;
const maxLineLength = 16_000;
/** Twice the number that can be in use at once (`concurrency` is at most 32). */
const maxUrls = 64;
class Redactor {
    /** Maps each secret to its variants. */
    #secrets = new Map();
    /** The most recent URLs, oldest first. The variants of their secrets are computed when needed. */
    #urls = new Map();
    /** Built when the next text arrives: most URLs are dropped before that. */
    #index;
    /** Adds a secret. Returns the variants of it and of its lines that a runner does not mask by itself. */
    addSecret(secret) {
        const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
        const added = [secret, ...lines].filter((text) => text.length >= minSecretLength && !this.#secrets.has(text));
        for (const text of added)
            this.#secrets.set(text, encodedVariants(text));
        if (added.length > 0)
            this.#index = undefined;
        const variants = added.flatMap((text) => [
            text,
            formEncoded(text),
            encodeURIComponent(text),
            (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(text),
        ]);
        return [...new Set(variants)];
    }
    /** Adds a URL that works without a sign-in (an uploadUrl, a downloadUrl). Only the last 64 are kept. */
    addUrl(url) {
        const variants = this.#urls.get(url);
        if (!this.#urls.delete(url))
            this.#index = undefined;
        this.#urls.set(url, variants);
        for (const oldest of this.#urls.keys()) {
            if (this.#urls.size <= maxUrls)
                break;
            this.#urls.delete(oldest);
        }
    }
    /** Redacts and escapes a log line, and cuts it if it is too long. */
    redactLine(text) {
        const redacted = this.redact(text);
        return (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeCommands */ .g9)((0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeControls */ .UN)(redacted.length > maxLineLength ? `${redacted.slice(0, maxLineLength)}…` : redacted));
    }
    /** Redacts known secrets, and values of parameters with a secret's name, in a sentence. */
    redact(text) {
        return this.#replaceSecrets(text, minSecretLength).replace(/\b(tempauth|access_token|refresh_token|client_secret|client_assertion|code(?!=\d+(?:\.?(?=\s|$)|(?![\w.~-]))))=[^&\s"'\\]+/gi, '$1=***');
    }
    /** Redacts known secrets of at least 12 characters. Data may contain a file name such as `code=1.txt`. */
    redactData(text) {
        return this.#replaceSecrets(text, minSecretLengthInData);
    }
    #replaceSecrets(text, minLength) {
        this.#index ??= this.#buildIndex();
        const { hasPrefix, byPrefix } = this.#index;
        let output = '';
        let until = 0;
        for (let at = 0; at + minSecretLength <= text.length; at++) {
            if (hasPrefix[prefixHash(text, at)] === 0)
                continue;
            const found = byPrefix
                .get(text.slice(at, at + minSecretLength))
                ?.find((one) => one.length >= minLength && text.startsWith(one, at));
            if (found === undefined)
                continue;
            // A match that overlaps the previous one is covered by the same `***`.
            if (at >= until)
                output += `${text.slice(until, at)}***`;
            until = Math.max(until, at + found.length);
        }
        return output + text.slice(until);
    }
    #buildIndex() {
        for (const [url, variants] of this.#urls)
            if (variants === undefined)
                this.#urls.set(url, secretsInUrl(url).flatMap(encodedVariants));
        const all = [...this.#secrets.values(), ...this.#urls.values()];
        return buildIndex(all.flatMap((variants) => variants ?? []));
    }
}
function buildIndex(variants) {
    const hasPrefix = new Uint8Array(2 ** 16);
    const byPrefix = new Map();
    const all = new Set(variants.filter((text) => text.length >= minSecretLength));
    for (const text of [...all].sort((a, b) => b.length - a.length)) {
        hasPrefix[prefixHash(text, 0)] = 1;
        const prefix = text.slice(0, minSecretLength);
        byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), text]);
    }
    return { hasPrefix, byPrefix };
}
/** A 16-bit hash of three characters. */
function prefixHash(text, at) {
    return (text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 5) ^ (text.charCodeAt(at + 2) << 10)) & 0xffff;
}
/**
 * The URL and the parts of it that are credentials by themselves: query values (`tempauth`, `guid`) or, without a
 * query, the last path segment (old personal drives). Drive and item ids are not secret: outputs show them.
 */
function secretsInUrl(url) {
    if (!URL.canParse(url))
        return [url];
    const { pathname, search, searchParams } = new URL(url);
    const values = search === '' ? [pathname.split('/').at(-1) ?? ''] : [search.slice(1), ...searchParams.values()];
    return [url, pathname + search, ...values.filter((value) => value.length >= 16)];
}
function encodedVariants(text) {
    const bytes = Buffer.from(text);
    const uri = encodeURIComponent(text);
    const escaped = (pattern) => uri.replace(pattern, (character) => `%${hexOf(character).toUpperCase()}`);
    const percent = [uri, escaped(/[!'()*]/g), escaped(/[!'()*._~-]/g), formEncoded(text)];
    const hex = bytes.toString('hex');
    return [
        text,
        (0,_format_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeMarkdown */ .FV)(text),
        ...percent,
        ...percent.map((one) => one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
        // Encoded twice, as in a redirect within a redirect.
        ...percent.map((one) => one.replaceAll('%', '%25')),
        ...jsonVariants(text),
        ...htmlVariants(text),
        hex,
        hex.toUpperCase(),
        ...base64Variants(bytes),
    ];
}
function formEncoded(text) {
    return new URLSearchParams({ x: text }).toString().slice(2);
}
function hexOf(character) {
    return character.charCodeAt(0).toString(16).padStart(2, '0');
}
/** As written by JavaScript, with escaped slashes, by .NET and by Gson. */
function jsonVariants(text) {
    const plain = JSON.stringify(text).slice(1, -1);
    const dotNet = plain.replace(/[&<>'+]/g, (character) => `\\u00${hexOf(character).toUpperCase()}`);
    const gson = plain.replace(/[&<>'=]/g, (character) => `\\u00${hexOf(character)}`);
    return [plain, plain.replaceAll('/', '\\/'), dotNet, gson];
}
function htmlVariants(text) {
    const spellings = [
        { '"': '&quot;', "'": '&#39;' },
        { '"': '&#34;', "'": '&#x27;' },
        { '"': '&quot;', "'": '&apos;' },
        // ASP.NET Core.
        { '"': '&quot;', "'": '&#x27;', '+': '&#x2B;' },
    ];
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return spellings.map((marks) => Object.entries(marks).reduce((html, [mark, entity]) => html.replaceAll(mark, entity), escaped));
}
/** Base64 and base64url of these bytes at any offset, without the characters that depend on neighbours. */
function base64Variants(bytes) {
    return [0, 1, 2].flatMap((before) => {
        const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
        const own = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
        return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
    });
}


/***/ }),

/***/ 8217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   MR: () => (/* binding */ readHint),
/* harmony export */   gv: () => (/* binding */ workingFolder),
/* harmony export */   v3: () => (/* binding */ writeHint)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2807);
/** What to do about an error of the operating system, by its code. */

/** A hint for a file or folder that cannot be read; `otherwise` for any other code. */
function readHint(code, otherwise) {
    if (code === 'EMFILE')
        return 'this process may not have more files open: raise its limit (ulimit -n)';
    if (code === 'ENFILE')
        return 'this machine has no room for more open files: raise its limit (fs.file-max)';
    if (code === 'EIO')
        return 'the disk or the network share failed: look at its state';
    return otherwise;
}
/** A hint for a file that cannot be written; `otherwise` for any other code. */
function writeHint(code, otherwise) {
    if (code === 'ENOSPC')
        return 'free space on this disk';
    if (code === 'EDQUOT')
        return 'your quota on this disk is used up: free space, or choose another folder';
    if (code === 'EROFS')
        return 'that file system is read-only: choose another folder';
    if (code === 'EFBIG')
        return 'the file system, or a limit of this process (ulimit -f), does not allow a file of this size (FAT32: 4 GiB): choose another folder';
    return readHint(code, otherwise);
}
/** The working folder. Throws a Failure of kind `usage` when it is gone. */
function workingFolder() {
    try {
        return process.cwd();
    }
    catch (cause) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .systemCode */ .xU)(cause) !== 'ENOENT')
            throw cause;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('the working folder does not exist any more (ENOENT)', {
            code: 'working-folder-gone',
            kind: 'usage',
            hint: 'somebody deleted or replaced it: change to an existing folder (cd), and run again',
            cause,
        });
    }
}


/***/ }),

/***/ 3669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ dayMs)
/* harmony export */ });
/** One day, in milliseconds. */
const dayMs = 24 * 60 * 60_000;


/***/ }),

/***/ 7456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ troubleshootingPath)
/* harmony export */ });
/* unused harmony export actionTroubleshootingUrl */
/**
 * Where the page lies that explains every failure code: in the action its whole address at the version in use,
 * elsewhere the path in the repository, because nobody knows there whose copy this is.
 */
/** The page, from the root of the repository. */
const troubleshootingPath = 'docs/troubleshooting.md';
/**
 * The page's address for a step of GitHub's runner (docs.github.com, "Variables reference"). The variables come from
 * outside: where one does not look as it should, and for a local action (`uses: ./`), it is the path alone.
 */
function actionTroubleshootingUrl(env) {
    const { GITHUB_SERVER_URL: server = '', GITHUB_ACTION_REPOSITORY: repository = '' } = env;
    const ref = env.GITHUB_ACTION_REF ?? '';
    const isKnown = /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/i.test(server) &&
        /^[\w-]{1,100}\/(?!\.{1,2}$)[\w.-]{1,100}$/.test(repository) &&
        /^\w[\w./-]{0,199}$/.test(ref) &&
        !ref.includes('..');
    return isKnown ? `${server}/${repository}/blob/${ref}/${troubleshootingPath}` : troubleshootingPath;
}


/***/ }),

/***/ 8614:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ packageVersion)
/* harmony export */ });
/** This package's version, as package.json has it (a test keeps them equal). */
const packageVersion = '0.2.0';


/***/ }),

/***/ 7047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J1: () => (/* binding */ classifyUploadUrl),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   eL: () => (/* binding */ liveLoginHost),
/* harmony export */   gY: () => (/* binding */ isKnownUploadUrl),
/* harmony export */   jh: () => (/* binding */ cloudHosts)
/* harmony export */ });
/* unused harmony export uploadHostSuffixes */
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7030);
/**
 * Lists Microsoft's hosts: the sign-in and Graph hosts of the four clouds, and the host names allowed in an uploadUrl.
 */

/**
 * The sign-in and Graph hosts of each cloud. Source: learn.microsoft.com/graph/deployments and
 * entra/identity-platform/authentication-national-cloud. The German cloud closed on 2021-10-29.
 */
const cloudHosts = {
    global: { login: 'login.microsoftonline.com', graph: 'graph.microsoft.com' },
    'us-gov': { login: 'login.microsoftonline.us', graph: 'graph.microsoft.us' },
    'us-gov-dod': { login: 'login.microsoftonline.us', graph: 'dod-graph.microsoft.us' },
    china: { login: 'login.partner.microsoftonline.cn', graph: 'microsoftgraph.chinacloudapi.cn' },
};
/** The old sign-in host for personal accounts, in the global cloud only (onedrive-api-docs, msa-oauth.md). */
const liveLoginHost = 'login.live.com';
/** Suffixes of known hosts in uploadUrls and download redirects (docs/facts.md, "Upload hosts"). */
const uploadHostSuffixes = {
    global: [
        'sharepoint.com',
        '1drv.com',
        'microsoftpersonalcontent.com',
        'onedrive.com',
        'storage.live.com',
        'svc.ms',
        'sharepoint-df.com',
    ],
    'us-gov': ['sharepoint.us'],
    'us-gov-dod': ['sharepoint-mil.us', 'svc.ms'],
    china: ['sharepoint.cn'],
};
/** Suffixes for local names, which do not exist in the public DNS (docs/facts.md, "Upload hosts"). */
const localSuffixes = 'localhost local internal lan corp home localdomain intranet private domain mail arpa test invalid onion alt'.split(' ');
/** A top-level domain as in the root zone: letters, or another script in punycode. */
const topLevelDomain = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
/** Maximum lengths of a whole name and of one label (RFC 1035 section 2.3.4). */
const maxNameLength = 253;
const maxLabelLength = 63;
/**
 * Checks that an uploadUrl is https with a public DNS name of two labels or more. Does not resolve the name, because
 * split DNS is legitimate.
 */
function classifyUploadUrl(text) {
    if (!URL.canParse(text))
        return { verdict: 'refused', reason: 'it is not a URL' };
    const url = new URL(text);
    const host = (url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname).toLowerCase();
    if (url.protocol !== 'https:')
        return { verdict: 'refused', reason: `its scheme is ${url.protocol}//, not https://` };
    if (url.username !== '' || url.password !== '')
        return { verdict: 'refused', reason: 'it contains a user name' };
    if (host.startsWith('[') || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(host))
        return { verdict: 'refused', reason: `${host} is an address, not a name` };
    const labels = host.split('.');
    const last = labels.at(-1) ?? '';
    if (labels.length < 2 || localSuffixes.includes(last))
        return { verdict: 'refused', reason: `${host} is a local name` };
    const isName = host.length <= maxNameLength && labels.every(({ length }) => length > 0 && length <= maxLabelLength);
    // Some software reads a name that ends in a number as an IP address.
    if (!isName || !topLevelDomain.test(last))
        return { verdict: 'refused', reason: `${truncateHost(host)} is not a public name` };
    const suffixes = Object.values(uploadHostSuffixes).flat();
    const known = suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
    return { verdict: known ? 'known' : 'unknown', host };
}
function truncateHost(host) {
    return host.length > 100 ? `${host.slice(0, 100)}…` : host;
}
/**
 * True if an uploadUrl that was read from a file may be called: its host is known as Microsoft's or is the emulator's.
 */
function isKnownUploadUrl(url, emulated) {
    if (classifyUploadUrl(url).verdict === 'known')
        return true;
    return emulated && /^https?:/i.test(url) && URL.canParse(url) && isLoopback(new URL(url).hostname);
}
/** True for 127.0.0.0/8 and [::1], the only places for an emulator. `localhost` may resolve to another host. */
function isLoopback(hostname) {
    return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
}


/***/ }),

/***/ 2749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   CJ: () => (/* binding */ proxyHint),
/* harmony export */   Wm: () => (/* binding */ proxySecrets),
/* harmony export */   Zt: () => (/* binding */ bypassesProxy),
/* harmony export */   nM: () => (/* binding */ readProxy)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7030);
/* harmony import */ var _core_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2807);
/* harmony import */ var _microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7047);
/**
 * Selects the proxy of a connection from HTTPS_PROXY and NO_PROXY, read as curl reads them. The variables may contain a
 * password, so messages show only `address`.
 */



/**
 * Returns the proxy for https; undefined if none is set. Ignores HTTP_PROXY: all calls but those to loopback are https,
 * and curl, Go and the runner do not use it for https either (docs/facts.md, "Proxies and TLS inspection"). Throws a
 * Failure of kind `usage` for anything but the address of an HTTP proxy.
 */
function readProxy(env) {
    const [name, text] = readVariable(env, 'https_proxy');
    if (text === '')
        return undefined;
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
    if (scheme?.startsWith('socks')) {
        throw proxyFailure(`${name} is a SOCKS proxy, which is not supported`);
    }
    if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
        throw proxyFailure(`${name} has an unknown kind of proxy, ${scheme}://`);
    }
    const proxyUrl = scheme === undefined ? `http://${text}` : text;
    const url = URL.canParse(proxyUrl) ? new URL(proxyUrl) : undefined;
    const rest = url === undefined ? '' : url.pathname.slice(1) + url.search + url.hash;
    if (url === undefined || rest !== '' || url.port === '0') {
        if (text.includes('\\'))
            throw proxyFailure(`${name} has a backslash, which ends the address`, 'write %5C for it, as in http://DOMAIN%5CUSER:PASSWORD@HOST:PORT');
        throw proxyFailure(`${name} is not the address of a proxy`);
    }
    const [user, password] = [url.username, url.password].map((part) => decodeCredential(part, name));
    const address = `${url.hostname}:${url.port || (scheme === 'https' ? 443 : 80)}`;
    const hasCredentials = user !== '' || password !== '';
    // Some proxies take a token as the user name, without a password.
    const secretParts = password === '' ? [user ?? '', url.username] : [password ?? '', url.password];
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    return {
        isHttps: scheme === 'https',
        hostname: normalizeHostname(url.hostname),
        port: Number(address.slice(address.lastIndexOf(':') + 1)),
        address,
        authorization: hasCredentials ? `Basic ${basic}` : undefined,
        secrets: hasCredentials ? [...secretParts, basic].filter((secret) => secret !== '') : [],
    };
}
/** Returns the secrets in the proxy's variable; [] if it is unset or invalid. */
function proxySecrets(env) {
    try {
        return readProxy(env)?.secrets ?? [];
    }
    catch (error) {
        if (error instanceof _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR)
            return [];
        throw error;
    }
}
/**
 * True if the target must not go through the proxy: this machine and the entries of NO_PROXY, which are separated by
 * commas or spaces. An entry is `*`, a domain with its subdomains (with or without a leading dot or `*.`), an IP
 * address, or a CIDR range. All but ranges may end in a port.
 */
function bypassesProxy(env, target) {
    const host = normalizeHostname(target.hostname);
    if (host === '::1' || (0,_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoopback */ .U9)(host) || /(^|\.)localhost$/.test(host))
        return true;
    const [, list] = readVariable(env, 'no_proxy');
    return list
        .split(/[\s,]+/)
        .some((entry) => matchesNoProxyEntry(entry.toLowerCase(), { host, port: target.port }));
}
/** The hint for a request without a response. */
function proxyHint(env) {
    const [, text] = readVariable(env, 'https_proxy');
    if (text !== '')
        return 'check the network of this machine and the proxy in HTTPS_PROXY';
    const [name, http] = readVariable(env, 'http_proxy');
    return http === ''
        ? 'check the network of this machine; behind a proxy, set HTTPS_PROXY'
        : `check the network of this machine; ${name} is only used for http, so behind a proxy set HTTPS_PROXY too`;
}
/** Returns the name and value of a variable. Lower case comes first, as in curl; an empty one counts as unset. */
function readVariable(env, lowerName) {
    const name = [lowerName, lowerName.toUpperCase()].find((one) => (env[one] ?? '').trim() !== '');
    return [name ?? lowerName, (env[name ?? lowerName] ?? '').trim()];
}
function decodeCredential(part, name) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        throw proxyFailure(`${name} has a % in its user name or password that does not start a percent-escape`);
    }
}
function proxyFailure(message, hint) {
    return new _core_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR(message, {
        code: 'proxy-invalid',
        kind: 'usage',
        hint: hint ??
            'set it to http://HOST:PORT, or to http://USER:PASSWORD@HOST:PORT with @ : / ? # % in ' +
                'user name and password percent-encoded',
    });
}
function normalizeHostname(hostname) {
    return hostname
        .toLowerCase()
        .replace(/^\[|\]$/g, '')
        .replace(/\.$/, '');
}
function matchesNoProxyEntry(entry, { host, port }) {
    // A bare IPv6 address contains colons, so a port after it requires brackets.
    const [, name = entry, wanted] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
    if (wanted !== undefined && Number(wanted) !== port)
        return false;
    if (name === '*')
        return true;
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(host) !== 0)
        return isInRange(host, normalizeHostname(name));
    const domain = normalizeHostname(name).replace(/^\*?\./, '');
    return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}
function isInRange(address, range) {
    const [network = '', prefix] = range.split('/');
    const family = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(network);
    if (family === 0 || (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(address) !== family)
        return false;
    const [type, bits] = family === 4 ? ['ipv4', 32] : ['ipv6', 128];
    if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
        return false;
    const block = new node_net__WEBPACK_IMPORTED_MODULE_0__.BlockList();
    block.addSubnet(network, prefix === undefined ? bits : Number(prefix), type);
    return block.check(address, type);
}


/***/ }),

/***/ 4988:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kn: () => (/* binding */ unknownInputProblem),
/* harmony export */   h0: () => (/* binding */ closestMatch),
/* harmony export */   rA: () => (/* binding */ deletionNote)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6851);
/**
 * Suggests the right name for unknown inputs: names from other actions, and misspelt ones of ours.
 */

/**
 * Our name -> the names in other actions. Hyphens, underscores and case do not matter. None leads to an input that
 * deletes: those names are in `namesByAdvice`.
 */
const aliasesByInput = {
    'client-id': 'client app-id application-id azure-client-id microsoft-client-id sharepoint-client-id sp-client-id graph-client-id',
    'client-secret': 'secret app-secret azure-client-secret sharepoint-client-secret sp-client-secret graph-client-secret ' +
        'client-secret-value',
    'refresh-token': 'token oauth-token onedrive-refresh-token microsoft-refresh-token',
    'tenant-id': 'tenant azure-tenant-id sharepoint-tenant-id sp-tenant-id graph-tenant-id directory-id tenant-name',
    cloud: 'login-endpoint graph-endpoint environment azure-environment region',
    scopes: 'scope',
    path: 'files file file-path file-paths paths source sources source-path source-dir source-folder src source-filepath ' +
        'file-glob glob local-path local-file local-directory local-folder artifacts artifact contents input input-path ' +
        'pattern patterns upload-from',
    name: 'file-name filename remote-name remote-file asset-name target-name sp-file-name',
    root: 'working-directory base base-dir base-path file-base root-directory',
    flatten: 'flatten-folders flat',
    'follow-symbolic-links': 'follow-symlinks',
    'if-no-files-found': 'fail-on-empty-source',
    'unmatched-patterns': 'fail-on-unmatched-files',
    destination: 'upload-path upload-to dest destination-path destination-folder destination-dir target target-folder target-path ' +
        'target-dir target-filepath remote-path remote-folder remote-dir remote folder-path sharepoint-folder sp-folder ' +
        'onedrive-path onedrive-folder parent-folder output-path',
    'drive-id': 'drive',
    'conflict-behavior': 'overwrite overwrite-files conflict-behaviour conflict-mode on-conflict replace mode-conflict',
    'skip-unchanged': 'sync',
    'chunk-size': 'chunk fragment-size part-size upload-chunk-size',
    'session-threshold': 'upload-cutoff cutoff',
    concurrency: 'parallel parallelism threads workers max-upload-workers transfers',
    retries: 'max-retries retry retry-count max-attempts',
    'dry-run': 'whatif',
    'site-url': 'site sharepoint-site sharepoint-url sp-url',
    library: 'library-name document-library',
    'folder-id': 'parent-folder-id item-id',
};
/** What an input deletes. Said wherever it is suggested for a name that did not ask for it. */
const deletions = {
    mirror: 'deletes what is in destination but not part of this run',
    'retain-days': 'deletes older backups',
    'retain-last': 'deletes older backups',
};
/** What to do -> the names that need more than the name of an input. */
const namesByAdvice = {
    'use destination for the folder on the drive, path for the files to upload': 'folder directory dir',
    'add a line with ! before the pattern to path': 'exclude exclude-patterns ignore',
    'leave it out: folders in path are always uploaded with their content': 'recursive',
    'leave it out: use ** in path to match files in subfolders': 'file-path-recursive-match',
    'leave it out: path takes several files, one per line': 'multiple',
    'leave it out, and put this folder at the end of destination': 'child-folder',
    'leave it out: a file that is already there is replaced, unless conflict-behavior says otherwise': 'force-upload force',
    'leave it out: uploaded files stay until somebody deletes them (retain-days is something else: it deletes older backups, and needs retain-match)': 'retention-days retention retention-period',
    [`leave it out: nothing on the drive is deleted (mirror: true ${deletions.mirror})`]: 'delete sync-delete sync-deletions remove-outdated clean-target-folder pre-delete',
    'leave it out: there is no command line here; use path for the files and destination for the folder on the drive': 'args',
    'set conflict-behavior: rename': 'autorename auto-rename',
    'leave it out: nobody signs in with a password here; set refresh-token, or auth: app with client-secret': 'password',
    'leave it out: there is no configuration file; set client-id and refresh-token, and destination for the folder on the drive': 'config rclone-config',
    "set site-url to the site's address from the browser, such as https://contoso.sharepoint.com/sites/NAME": 'site-id site-name host-name',
    'set library to the name of the library, and destination to the folder in it': 'library-folder',
};
const inputByAlias = byName(aliasesByInput);
const adviceByName = byName(namesByAdvice);
/** The keys by each name in their values. */
function byName(lists) {
    return new Map(Object.entries(lists).flatMap(([key, names]) => names.split(' ').map((name) => [normalizeName(name), key])));
}
function normalizeName(name) {
    return name.toLowerCase().replace(/[-_ ]/g, '');
}
/**
 * Returns what is wrong with an input's name, as a sentence. Undefined for a name in `own`, and for one that resembles
 * nothing: GitHub's runner warns about those, and not every INPUT_ variable belongs to this step.
 */
function unknownInputProblem(given, own) {
    if (own.includes(given))
        return undefined;
    const shown = (0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeControls */ .UN)(given.slice(0, 60));
    const key = normalizeName(given);
    const ours = own.find((name) => normalizeName(name) === key) ?? inputByAlias.get(key);
    const near = ours === undefined ? closestMatch(given, own) : undefined;
    const advice = adviceByName.get(key) ??
        (ours === undefined ? near && `write ${near}${deletionNote(near)}` : `write ${ours}`);
    return advice === undefined ? undefined : `${shown} is not an input of this action: ${advice}`;
}
/** What an input deletes, in brackets, for a suggestion; '' if it deletes nothing. */
function deletionNote(input) {
    return Object.hasOwn(deletions, input) ? ` (it ${deletions[input]})` : '';
}
/** Returns the name in `known` that is at most `allowed` typing errors away from `word`. */
function closestMatch(word, known, allowed = word.length < 4 ? 1 : 2) {
    const lower = word.toLowerCase().slice(0, 40);
    const scored = known.map((name) => ({ name, distance: editDistance(lower, name.toLowerCase()) }));
    const best = scored.toSorted((a, b) => a.distance - b.distance)[0];
    return best !== undefined && best.distance <= allowed ? best.name : undefined;
}
/** The Levenshtein distance, computed row by row. */
function editDistance(from, to) {
    let row = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let line = 1; line <= from.length; line++) {
        const next = [line];
        for (let column = 1; column <= to.length; column++) {
            const replaced = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
            next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[to.length] ?? 0;
}


/***/ }),

/***/ 4904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ readCleanupInputs),
/* harmony export */   s: () => (/* binding */ CLEANUP_SPECS)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6447);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(401);
/* harmony import */ var _share_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9311);



/** An optional whole number. */
function optionalInteger(words) {
    const number = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .integerInput */ .$A)(words, { default: '', min: 1, max: 100_000 });
    const parse = (value) => value === '' ? { value: undefined } : number.parse(value);
    return { ...number, parse };
}
/** This section's inputs, in the order of action.yml. */
const CLEANUP_SPECS = {
    mirror: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .booleanInput */ .tE)(['mirror', 'delete what is in destination but not part of this run'], false),
    maxDelete: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .integerInput */ .$A)(['max-delete', 'maximum number of items to delete in one run'], {
        default: '50',
        min: 0,
        max: 1_000_000,
    }),
    retainLast: optionalInteger(['retain-last', 'how many backups to keep']),
    retainDays: optionalInteger(['retain-days', 'how many days to keep backups']),
    retainMatch: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['retain-match', 'glob for the names of the backups']),
    retainIn: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['retain-in', 'folder that contains the backups']),
    dryRun: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .booleanInput */ .tE)(['dry-run', 'print what would be done, change nothing'], false),
};
/** Reads the section, and checks it against the other sections. */
function readCleanupInputs(read, other) {
    const mirror = read(CLEANUP_SPECS.mirror);
    const [last, days] = [read(CLEANUP_SPECS.retainLast), read(CLEANUP_SPECS.retainDays)];
    const [match, folder] = [read(CLEANUP_SPECS.retainMatch), read(CLEANUP_SPECS.retainIn)];
    const isRetaining = last !== undefined || days !== undefined;
    const { rest } = read.problems;
    const rule = (isBroken, words) => isBroken && rest.push(words);
    const { shard, archive, checksums } = other.naming;
    rule(mirror && other.upload.conflictBehavior === 'rename', 'mirror would delete the files that conflict-behavior: rename keeps: choose another conflict-behavior');
    rule(isRetaining && match === '', 'retain-last and retain-days need retain-match: a glob for the names of the backups, such as nightly-*');
    rule(!isRetaining && match !== '', 'retain-match needs retain-last or retain-days');
    rule(!isRetaining && read.has(CLEANUP_SPECS.retainIn), 'retain-in needs retain-last or retain-days');
    const incompatibleWithShard = [
        mirror && 'mirror',
        isRetaining && 'retain-last and retain-days',
        archive !== 'none' && 'archive',
        checksums !== undefined && 'checksums',
        read.has(_share_js__WEBPACK_IMPORTED_MODULE_1__/* .SHARE_SPECS */ .f.releaseTag) && 'release-tag',
    ].filter((name) => name !== false);
    for (const name of incompatibleWithShard)
        rule(shard !== undefined, `shard does not go together with ${name}: each job has only a part of the files`);
    return {
        mirror,
        maxDelete: read(CLEANUP_SPECS.maxDelete),
        ...(isRetaining && {
            retain: {
                match,
                ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('last', last),
                ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('days', days),
                ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('in', folder),
            },
        }),
        dryRun: read(CLEANUP_SPECS.dryRun),
    };
}


/***/ }),

/***/ 4519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L9: () => (/* binding */ patternProblems),
/* harmony export */   Lh: () => (/* binding */ defaultChecksumsName),
/* harmony export */   Qh: () => (/* binding */ FILE_SPECS),
/* harmony export */   qZ: () => (/* binding */ readFileInputs)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8522);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6447);
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8420);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(401);
/**
 * The section "What": which files to upload, and their names.
 */




const noMatchPolicies = ['error', 'warn', 'ignore'];
/** The name of the list of checksums with `checksums: true`. */
const defaultChecksumsName = 'SHA256SUMS';
/** This section's inputs, in the order of action.yml. */
const FILE_SPECS = {
    path: { ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .textInput */ ._Z)(['path', 'files, folders or globs, one per line; ! excludes']), kind: 'lines' },
    root: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .textInput */ ._Z)(['root', 'folder that the names on the drive are relative to']),
    flatten: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .booleanInput */ .tE)(['flatten', 'upload all files into one folder'], false),
    name: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .textInput */ ._Z)(['name', 'name on the drive of a single file or of the archive'], nameProblem),
    includeHiddenFiles: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .booleanInput */ .tE)(['include-hidden-files', 'also upload names that start with a dot'], false),
    followSymbolicLinks: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .withAuto */ .kY)((0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .booleanInput */ .tE)(['follow-symbolic-links', 'upload what links point to; auto: not in an archive'], true)),
    ifNoFilesFound: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .choiceInput */ .ij)(['if-no-files-found', 'what to do if no file is found'], {
        choices: noMatchPolicies,
        default: 'error',
    }),
    unmatchedPatterns: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .choiceInput */ .ij)(['unmatched-patterns', 'what to do if one of several patterns finds nothing'], {
        choices: noMatchPolicies,
        default: 'warn',
    }),
    invalidNames: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .choiceInput */ .ij)(['invalid-names', 'what to do with names that OneDrive does not allow'], {
        choices: ['error', 'replace'],
        default: 'error',
    }),
    archive: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .choiceInput */ .ij)(['archive', 'pack all files into one archive'], {
        choices: ['none', 'zip', 'tar.gz', 'tar.zst'],
        default: 'none',
    }),
    encryptTo: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .textInput */ ._Z)(['encrypt-to', 'age recipients (age1…) to encrypt every file for, or a file of them']),
        kind: 'lines',
    },
    compressionLevel: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .withAuto */ .kY)((0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .integerInput */ .$A)(['compression-level', 'compression level of the archive, 0 to 9, with Zstandard 1 to 19'], {
        default: '6',
        min: 0,
        max: 19,
    })),
    checksums: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .textInput */ ._Z)(['checksums', 'also upload SHA256SUMS, or the same list under another name'], nameProblem),
        default: 'false',
    },
    shard: { ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .textInput */ ._Z)(['shard', "this job's share of the files: 1/n to n/n, or auto"]), parse: parseShard },
};
/** Reads the section. `matrixJob` resolves `shard: auto`. */
function readFileInputs(read, matrixJob) {
    const shard = read(FILE_SPECS.shard);
    if (shard === 'auto' && matrixJob === undefined) {
        read.problems.rest.push('shard: auto needs a matrix, and this job has no matrix: write 1/n to n/n');
    }
    const archive = read(FILE_SPECS.archive);
    const name = read(FILE_SPECS.name);
    const level = read(FILE_SPECS.compressionLevel);
    const archiveProblems = [
        archive === 'none' ? undefined : archiveNameMismatch(name, archive),
        compressionLevelProblem(level, archive),
        zstdProblem(archive),
    ];
    read.problems.rest.push(...archiveProblems.filter((problem) => problem !== undefined));
    const followSymbolicLinks = read(FILE_SPECS.followSymbolicLinks);
    const resolvedShard = shard === 'auto' ? matrixJob && { index: matrixJob.index + 1, total: matrixJob.total } : shard;
    return {
        files: {
            patterns: read(FILE_SPECS.path),
            ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('root', read(FILE_SPECS.root)),
            includeHiddenFiles: read(FILE_SPECS.includeHiddenFiles),
            followSymbolicLinks: followSymbolicLinks === 'auto' ? archive === 'none' : followSymbolicLinks,
            ifNoFilesFound: read(FILE_SPECS.ifNoFilesFound),
            unmatchedPatterns: read(FILE_SPECS.unmatchedPatterns),
        },
        naming: {
            ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('name', name),
            flatten: read(FILE_SPECS.flatten),
            invalidNames: read(FILE_SPECS.invalidNames),
            archive,
            compressionLevel: level === 'auto' ? (archive === 'tar.zst' ? 3 : 6) : level,
            ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('checksums', checksumsName(read(FILE_SPECS.checksums))),
            ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('shard', resolvedShard),
            ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('encryptTo', read(FILE_SPECS.encryptTo)),
        },
    };
}
/** Returns a problem if `path` and the arguments name nothing. */
function patternProblems(patterns, given = []) {
    const longest = given.reduce((most, { text }) => Math.max(most, text.length), 0);
    if (longest > _reader_js__WEBPACK_IMPORTED_MODULE_2__/* .maxInputLength */ .fm)
        return [`an argument has ${longest} characters, and the limit is ${_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .maxInputLength */ .fm}: shorten it`];
    if (given.length > 0)
        return [];
    const lines = patterns.split(/\r\n|\r|\n/).map((line) => line.trim());
    const hasOne = lines.some((line) => line !== '' && !line.startsWith('#'));
    return hasOne ? [] : ['path is empty: list the files, folders or globs to upload, one per line'];
}
/** Endings of each kind of archive. */
const archiveEndings = {
    zip: /\.zip$/i,
    'tar.gz': /\.(tar\.gz|tgz)$/i,
    'tar.zst': /\.(tar\.zst|tzst)$/i,
};
const otherArchiveEnding = /\.(tar|tar\.\w+|tbz2?|txz|7z|rar)$/i;
/** Returns a problem if the name ends like another kind of archive. Any other ending is allowed. */
function archiveNameMismatch(name, archive) {
    if (archiveEndings[archive].test(name))
        return undefined;
    const [kind] = Object.entries(archiveEndings).find(([, ending]) => ending.test(name)) ?? [];
    if (kind === undefined && !otherArchiveEnding.test(name))
        return undefined;
    const other = kind === undefined ? '' : `, or set archive: ${kind}`;
    return `name is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteUnlessSecret */ .V4)(name)}, but archive is ${archive}: end the name with .${archive}${other}`;
}
/** gzip and ZIP have levels 0 to 9 (zlib's manual), Zstandard 1 to 19 without much more memory (zstd(1)). */
function compressionLevelProblem(level, archive) {
    const [min, max] = archive === 'tar.zst' ? [1, 19] : [0, 9];
    if (level === 'auto' || (level >= min && level <= max))
        return undefined;
    return `compression-level is ${level}; with archive: ${archive} write a whole number from ${min} to ${max}, or auto`;
}
function zstdProblem(archive) {
    if (archive !== 'tar.zst' || "createZstdCompress" in node_zlib__WEBPACK_IMPORTED_MODULE_0__)
        return undefined;
    return `archive: tar.zst needs Node.js 22.15 or newer, and this is ${process.version}: use a newer one, or set archive to tar.gz`;
}
function checksumsName(value) {
    if (/^(false|False|FALSE)$/.test(value))
        return '';
    return /^(true|True|TRUE)$/.test(value) ? defaultChecksumsName : value;
}
function parseShard(value) {
    if (value === '')
        return { value: undefined };
    if (value === 'auto')
        return { value };
    const [, index, total] = /^(\d{1,6})\s*\/\s*(\d{1,6})$/.exec(value) ?? [];
    const shard = { index: Number(index), total: Number(total) };
    if (shard.index >= 1 && shard.index <= shard.total)
        return { value: shard };
    return { problem: `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteUnlessSecret */ .V4)(value)}; write 1/n to n/n, or auto in a matrix` };
}
function nameProblem(value) {
    return /[/\\]/.test(value)
        ? `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteUnlessSecret */ .V4)(value)}; it must be a file name: put folders into destination`
        : undefined;
}


/***/ }),

/***/ 6447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ integerInput),
/* harmony export */   Ax: () => (/* binding */ quantityInput),
/* harmony export */   Ir: () => (/* binding */ stripQuotes),
/* harmony export */   _Z: () => (/* binding */ textInput),
/* harmony export */   ij: () => (/* binding */ choiceInput),
/* harmony export */   jY: () => (/* binding */ secretInput),
/* harmony export */   kY: () => (/* binding */ withAuto),
/* harmony export */   tE: () => (/* binding */ booleanInput)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6851);
/* harmony import */ var _aliases_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4988);
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8420);
/* harmony import */ var _unreplaced_text_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9477);
/**
 * The kinds of inputs: each parses a text to a value or a problem.
 */




function createSpec(words, rest) {
    return { name: words[0], help: words[1], choices: [], required: false, ...rest };
}
function textInput(words, check) {
    return createSpec(words, { kind: 'text', default: '', parse: checkedParser(check) });
}
function checkedParser(check) {
    return (value) => {
        const problem = value === '' ? undefined : check?.(value);
        return problem === undefined ? { value } : { problem };
    };
}
function secretInput(words, required) {
    return { ...createSpec(words, { kind: 'secret', default: '', parse: parseSecret }), required };
}
/** Removes quotes and line breaks that were pasted with a secret. */
function stripQuotes(value) {
    return /^(["'])(.*)\1$/s.exec(value)?.[2]?.trim() ?? value;
}
function parseSecret(value) {
    const inner = stripQuotes(value);
    const unreplaced = (0,_unreplaced_text_js__WEBPACK_IMPORTED_MODULE_1__/* .unreplacedTextProblem */ .e)(inner);
    if (unreplaced !== undefined)
        return { problem: unreplaced };
    return /\s/.test(inner)
        ? {
            problem: `contains white space (${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(inner.length, 'character')} in total); paste only the value`,
        }
        : { value: inner };
}
function booleanInput(words, fallback) {
    const parse = (value) => {
        if (['true', 'True', 'TRUE'].includes(value))
            return { value: true };
        if (['false', 'False', 'FALSE'].includes(value))
            return { value: false };
        return { problem: `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteUnlessSecret */ .V4)(value)}; write true or false` };
    };
    return createSpec(words, { kind: 'boolean', default: String(fallback), parse });
}
/** One of several words. With the default `''`, the input may be left out. */
function choiceInput(words, options) {
    const parse = (value) => {
        const found = options.choices.find((known) => known === value);
        if (found !== undefined)
            return { value: found };
        if (value === options.default)
            return { value: options.default };
        const known = options.choices.join(', ');
        const near = (0,_aliases_js__WEBPACK_IMPORTED_MODULE_0__/* .closestMatch */ .h0)(value, options.choices);
        const advice = near === undefined
            ? `write ${known.replace(/, ([^,]+)$/, ' or $1')}`
            : `did you mean ${near}? Choices: ${known}`;
        return { problem: `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteUnlessSecret */ .V4)(value)}; ${advice}` };
    };
    return {
        ...createSpec(words, { kind: 'choice', default: options.default, parse }),
        choices: options.choices,
    };
}
function integerInput(words, range) {
    const parse = (value) => {
        const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
        if (number >= range.min && number <= range.max)
            return { value: number };
        return {
            problem: `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteUnlessSecret */ .V4)(value)}; write a whole number from ${range.min} to ${range.max}`,
        };
    };
    return createSpec(words, { kind: 'number', default: range.default, parse });
}
/** Also accepts `auto`. */
function withAuto(input) {
    const parse = (value) => {
        if (value === 'auto')
            return { value };
        const parsed = input.parse(value);
        return 'problem' in parsed ? { problem: `${parsed.problem}, or auto` } : parsed;
    };
    return { ...input, default: 'auto', parse };
}
/** A number with a unit. If the default is '', `read` must handle ''. */
function quantityInput(words, options) {
    const parse = (value) => {
        const parsed = options.read(value);
        return 'problem' in parsed ? { problem: `is wrong: ${parsed.problem}` } : parsed;
    };
    return createSpec(words, { kind: options.kind, default: options.default, parse });
}


/***/ }),

/***/ 1713:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   QU: () => (/* binding */ maskSecrets),
/* harmony export */   Sc: () => (/* binding */ inputSecrets),
/* harmony export */   q8: () => (/* binding */ runnerSecrets)
/* harmony export */ });
/* harmony import */ var _http_proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2749);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4519);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6447);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9140);




/** Masks invalid secrets too. */
function maskSecrets(host, source) {
    const secrets = [
        ...inputSecrets((name) => source.value(name)),
        ...misplacedIdentities(source),
        ...runnerSecrets(host.env),
    ];
    for (const secret of secrets)
        host.mask(secret);
}
/** Private keys of age in the input for public ones. */
function misplacedIdentities(source) {
    return source.value(_files_js__WEBPACK_IMPORTED_MODULE_1__/* .FILE_SPECS */ .Qh.encryptTo.name)?.match(/AGE-SECRET-KEY-[^\s'",;]+/gi) ?? [];
}
/** What the secret inputs hold, as it was given and without quotes around it. */
function inputSecrets(readText) {
    return _table_js__WEBPACK_IMPORTED_MODULE_3__/* .INPUT_SPECS */ .a.filter(({ kind }) => kind === 'secret').flatMap(({ name }) => {
        const text = readText(name)?.trim() ?? '';
        return [text, (0,_kinds_js__WEBPACK_IMPORTED_MODULE_2__/* .stripQuotes */ .Ir)(text)];
    });
}
/** Secrets that are not inputs: the proxy's and the runner's. */
function runnerSecrets(env) {
    return [...(0,_http_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxySecrets */ .Wm)(env), env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''];
}


/***/ }),

/***/ 1371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ MATRIX_SPEC)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6447);
/**
 * Finds which job of a matrix this is. Only GitHub's `strategy` context has it, and no environment variable. The
 * default of an input may use that context (actions/runner, action_yaml.json, `input-default-context`), so the input
 * `strategy` gets it. Users never set it.
 */

/** Undefined without a matrix, and on runners that do not set it. */
const MATRIX_SPEC = {
    ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['strategy', 'filled in by GitHub: which job of a matrix this is']),
    kind: 'context',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not ours.
    expression: '${{ toJSON(strategy) }}',
    parse: parseMatrixJob,
};
function parseMatrixJob(value) {
    try {
        const strategy = JSON.parse(value || '{}');
        const entries = typeof strategy === 'object' && strategy !== null ? Object.entries(strategy) : [];
        const number = (name) => Number(entries.find(([key]) => key === name)?.[1] ?? Number.NaN);
        const job = { index: number('job-index'), total: number('job-total') };
        const isValid = Number.isInteger(job.index) && job.index >= 0 && job.index < job.total;
        return { value: isValid && job.total > 1 ? job : undefined };
    }
    catch {
        return { problem: 'is filled in by GitHub: do not set it' };
    }
}


/***/ }),

/***/ 8420:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EY: () => (/* binding */ quotePathUnlessSecret),
/* harmony export */   SO: () => (/* binding */ escapeUnlessSecret),
/* harmony export */   V4: () => (/* binding */ quoteUnlessSecret),
/* harmony export */   uu: () => (/* binding */ pathUnlessSecret)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6851);
/**
 * Quotes an input's value in a message, unless it may be a secret that was meant for another input.
 */

/** Escapes the value and cuts it to 60 characters. */
function quoteUnlessSecret(text) {
    return looksSecret(text) ? secretPlaceholder(text) : (0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(truncate(text));
}
/** The same without quotes, for a word of a command line. */
function escapeUnlessSecret(text) {
    return looksSecret(text) ? secretPlaceholder(text) : (0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeControls */ .UN)(truncate(text));
}
/** Quotes a whole path, name or pattern. Long ones with all kinds of characters are usual. */
function quotePathUnlessSecret(text) {
    return containsSecret(text) ? secretPlaceholder(text) : (0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text);
}
/** The same, unquoted and unescaped, for the log, which escapes its lines. */
function pathUnlessSecret(text) {
    return containsSecret(text) ? secretPlaceholder(text) : text;
}
function secretPlaceholder(text) {
    return `a text of ${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(text.length, 'character')} that may be a secret`;
}
function truncate(text) {
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
const secretPatterns = [
    // A token in three parts (RFC 7519): `eyJ` is `{"`.
    /eyJ[\w-]{8}/,
    // Codes and tokens of personal accounts, then those of work accounts.
    /M\.[A-Z]\d*_/,
    /(^|\W)[0-9]\.A[\w-]{16}/,
    // The Value of a client secret.
    /[\w.~-]{3}\dQ~/,
    /gh[a-z]_\w{8}|github_pat_/,
    /-----BEGIN |AGE-SECRET-KEY-/i,
    // The URL after a sign-in, a form, or a signed link.
    /(^|[?&#;\s])(code|sig|\w*(token|secret|password|assertion|verifier))=/i,
    // A user name and a password.
    /:\/\/[^/?#]*@/,
];
/** Stricter patterns. They match no usual name, such as `night_backups`, `1.Annual-Report-of-2026` or `code=US`. */
const secretPatternsInPaths = [
    /(^|\W)eyJ[\w-]{16}/,
    /(^|\W)M\.[A-Z]\d*_[A-Z\d]+\.\d/,
    /(^|\W)[0-9]\.A[\w-]{60}/,
    /[\w.~-]{3}\dQ~[\w.~-]{20}/,
    /(^|[^a-z\d])gh[a-z]_[a-z\d]{20}|github_pat_\w{20}/i,
    /-----BEGIN |AGE-SECRET-KEY-/i,
    /(^|[?&#;\s])(code|sig|\w*(token|secret|password|assertion|verifier))=[^\s/\\]{20}/i,
    /:\/\/[^/?#]*@/,
];
/** True for text that looks like a credential, and not for a name, a path or an address. */
function looksSecret(text) {
    return secretPatterns.some((mark) => mark.test(text)) || looksRandom(text);
}
function containsSecret(text) {
    return secretPatternsInPaths.some((mark) => mark.test(text));
}
/** Long, without separators, and with all kinds of characters: probably generated. */
function looksRandom(text) {
    return (text.length >= 24 && !/[\s/\\]/.test(text) && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(text)));
}


/***/ }),

/***/ 401:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   em: () => (/* binding */ optionalProperty),
/* harmony export */   fm: () => (/* binding */ maxInputLength),
/* harmony export */   ic: () => (/* binding */ createInputReader)
/* harmony export */ });
/** Creates a reader. For a wrong text it returns the default: the run fails anyway. */
function createInputReader(source) {
    const problems = { missing: [], wrong: [], rest: [] };
    const textOf = ({ name, expression }) => {
        const text = source.value(name)?.trim() ?? '';
        // Some runners pass the expression from action.yml without evaluating it.
        return expression !== undefined && /^\$\{\{.*\}\}$/s.test(text) ? '' : text;
    };
    const read = (spec) => {
        const text = textOf(spec);
        const long = lengthProblem(spec, text);
        const parsed = long === undefined ? spec.parse(text === '' ? spec.default : text) : { problem: long };
        if ('value' in parsed)
            return parsed.value;
        const isCredential = spec.required || spec.kind === 'secret';
        (isCredential ? problems.wrong : problems.rest).push(`${spec.name} ${parsed.problem}`);
        const fallback = spec.parse(spec.default);
        if ('problem' in fallback)
            throw new Error(`the default of ${spec.name} ${fallback.problem}`);
        return fallback.value;
    };
    const { adviseMissing } = source;
    return Object.assign(read, { has: (spec) => textOf(spec) !== '', problems, adviseMissing });
}
/** Maximum characters of an input or of one line. No system that we know allows longer paths. */
const maxInputLength = 4096;
/** Maximum for a secret, which may be a certificate with its chain. GitHub's limit is 48 KB. */
const maxSecretLength = 65_536;
/** Longer texts cannot be valid, and checking them could take very long. */
function lengthProblem({ kind }, text) {
    const limit = kind === 'secret' || kind === 'context' ? maxSecretLength : maxInputLength;
    const texts = kind === 'lines' ? text.split(/\r\n|\r|\n/) : [text];
    const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
    if (longest <= limit)
        return undefined;
    const clause = `${longest} characters, and the limit is ${limit}`;
    return kind === 'lines' ? `has a line of ${clause}: write one per line` : `has ${clause}: shorten it`;
}
/** Returns an object with the property, or an empty one for an empty or absent value. */
function optionalProperty(key, value) {
    const property = {};
    if (value !== undefined && value !== '')
        property[key] = value;
    return property;
}


/***/ }),

/***/ 3665:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kn: () => (/* binding */ secretParameterPattern),
/* harmony export */   S6: () => (/* binding */ redirectUriProblem),
/* harmony export */   hF: () => (/* binding */ isInsecureRedirectUri)
/* harmony export */ });
/* harmony import */ var _http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7047);
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8420);
/**
 * Checks redirect URIs, to which a browser takes the code of a sign-in. Sources: entra:reply-url.md (https, plain http
 * for localhost only, no user name), RFC 6749 section 3.1.2 (absolute, no fragment), RFC 8252 section 7 (private
 * schemes), entra:redirect-uris-ios.md and scenario-desktop-app-registration.md (their forms).
 */


/**
 * Schemes that lead to one app: the web's, and private ones with a client ID or a reverse domain. Browsers and systems
 * handle other schemes themselves, and no list of those is complete.
 */
const appSchemePattern = /^(https?|msal[0-9a-f-]{16,36}|msauth|[a-z]{2,}(\.[a-z0-9+-]+)+):$/;
/** The broker of Windows (MSAL.NET, Web Account Manager). */
const windowsBrokerPattern = /^ms-appx-web:\/\/microsoft\.aad\.brokerplugin\/[\w-]+$/i;
/** For an app without a scheme: the code is shown on a page (a convention of Microsoft and Google). */
const outOfBandUri = 'urn:ietf:wg:oauth:2.0:oob';
/** Names of parameters that contain a secret. */
const secretParameterPattern = /secret|token|assertion|verifier|password/i;
const advice = "write the URL exactly as it is registered: https://…, http://localhost…, or the app's own scheme, such as msalID://auth or com.example.app:/x";
/** Returns what is wrong, as a clause that follows the input's name; undefined for a valid redirect URI. */
function redirectUriProblem(value) {
    // Parsers drop line breaks and read a backslash as a slash. Refuse both, so that we check what is sent.
    if (/[\s\p{Cc}\\"<>]/u.test(value) || !URL.canParse(value))
        return `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteUnlessSecret */ .V4)(value)}; ${advice}`;
    if (value === outOfBandUri || windowsBrokerPattern.test(value))
        return undefined;
    const { protocol, username, password, searchParams } = new URL(value);
    if (username !== '' || password !== '')
        return `contains a user name or a password; ${advice}`;
    const names = [...searchParams.keys()];
    if (names.some((name) => /^(code|access_token|id_token)$/i.test(name)))
        return `is the address at the end of a sign-in; ${advice}`;
    if (names.some((name) => secretParameterPattern.test(name)) || (0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .pathUnlessSecret */ .uu)(value) !== value)
        return `contains a secret in its query; ${advice}`;
    if (value.includes('#'))
        return `has a fragment (#…), which is not allowed; ${advice}`;
    const absoluteUrlPattern = /^https?:$/.test(protocol) ? /^https?:\/\/[^/?]/i : /^[a-z][a-z0-9+.-]*:\//i;
    if (!absoluteUrlPattern.test(value))
        return `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .quoteUnlessSecret */ .V4)(value)}; ${advice}`;
    if (appSchemePattern.test(protocol))
        return undefined;
    return `starts with ${protocol}, which is not a scheme of an app; ${advice}`;
}
/** True for plain http to another machine: anyone on the way can read the code. */
function isInsecureRedirectUri(redirectUri) {
    const { protocol, hostname } = new URL(redirectUri);
    return protocol === 'http:' && hostname !== 'localhost' && !(0,_http_microsoft_hosts_js__WEBPACK_IMPORTED_MODULE_0__/* .isLoopback */ .U9)(hostname);
}


/***/ }),

/***/ 4188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Kx: () => (/* binding */ readRotationInputs),
/* harmony export */   Y5: () => (/* binding */ ROTATION_SPECS),
/* harmony export */   ro: () => (/* binding */ parseSecretLocation)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6447);
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8420);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(401);
/* harmony import */ var _secret_name_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3732);
/**
 * The section "Keep signed in": where to store a new refresh token.
 */




/** This section's inputs, in the order of action.yml. */
const ROTATION_SPECS = {
    rotateSecret: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['rotate-secret', 'GitHub secret to store the new refresh token in'], _secret_name_js__WEBPACK_IMPORTED_MODULE_1__/* .secretNameProblem */ .n),
    rotateSecretIn: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)([
            'rotate-secret-in',
            'where it is: repository, environment:NAME, organization or dependabot',
        ]),
        default: 'repository',
        parse: parseSecretLocation,
    },
    rotateAfterDays: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .integerInput */ .$A)(['rotate-after-days', 'overwrite the secret if it is at least this many days old'], {
        default: '7',
        min: 0,
        max: 89,
    }),
    githubToken: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .secretInput */ .jY)(['github-token', 'GitHub token that can write secrets'], false),
    mode: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['mode', 'upload, check the connection, or only renew the token'], {
        choices: ['upload', 'check', 'refresh-only'],
        default: 'upload',
    }),
};
/** Parses `rotate-secret-in`. */
function parseSecretLocation(value) {
    const environment = /^environment:(.+)$/s.exec(value)?.[1]?.trim();
    if (environment !== undefined && environment !== '')
        return { value: { kind: 'environment', name: environment } };
    if (value === 'repository' || value === 'organization' || value === 'dependabot')
        return { value: { kind: value } };
    return {
        problem: `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)}; write repository, environment:NAME, organization or dependabot`,
    };
}
/** Reads the section. `githubToken` may be set without a secret to rotate, for the expiry warnings. */
function readRotationInputs(read, { identity, mode, matrixJob, }) {
    const secretName = read(ROTATION_SPECS.rotateSecret);
    const location = read(ROTATION_SPECS.rotateSecretIn);
    const afterDays = read(ROTATION_SPECS.rotateAfterDays);
    const githubToken = read(ROTATION_SPECS.githubToken);
    const { rest } = read.problems;
    if (secretName !== '' && identity.auth === 'app')
        rest.push('auth: app has no refresh token: remove rotate-secret');
    if (secretName !== '' && githubToken === '') {
        rest.push('rotate-secret needs github-token: a personal access token or a GitHub App token that can write secrets ' +
            "(the job's own GITHUB_TOKEN cannot)");
    }
    if (mode === 'refresh-only' && identity.auth === 'app')
        rest.push('mode: refresh-only needs auth: refresh-token');
    return {
        ...(secretName !== '' && {
            rotation: { secretName, location, afterDays, isForced: mode === 'refresh-only', matrixJob },
        }),
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalProperty */ .em)('githubToken', githubToken),
    };
}


/***/ }),

/***/ 3732:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ secretNameProblem)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6851);
/**
 * Checks the name of a GitHub secret. The text may be the secret itself, pasted into the wrong place, so messages do
 * not show it.
 */

/**
 * Returns what is wrong with a name; undefined for a valid one: letters, digits and `_`, not starting with a digit or
 * `GITHUB_`, case-insensitive (docs.github.com, "Secrets reference", naming).
 */
function secretNameProblem(name) {
    if (/^GITHUB_/i.test(name))
        return 'starts with GITHUB_, which GitHub reserves: choose another name';
    if (/^[A-Z_][A-Z0-9_]*$/i.test(name))
        return undefined;
    const shown = /^[\w-]{1,30}$/.test(name)
        ? `is ${name}`
        : `is not a name (${(0,_core_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatCount */ .B4)(name.length, 'character')})`;
    return `${shown}; write the name of the secret, not its value: letters, digits and _, not starting with a digit`;
}


/***/ }),

/***/ 9311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ readShareInputs),
/* harmony export */   f: () => (/* binding */ SHARE_SPECS)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6447);
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8420);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(401);
/**
 * The section "Share and report": links, thumbnails, release notes and the summary.
 */



/** This section's inputs, in the order of action.yml. */
const SHARE_SPECS = {
    share: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['share', 'create a sharing link'], {
        choices: ['none', 'view', 'edit'],
        default: 'none',
    }),
    shareScope: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['share-scope', 'who can use the link'], {
        choices: ['anonymous', 'organization', 'users'],
        default: '',
    }),
    shareTarget: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['share-target', 'what the link opens'], {
        choices: ['folder', 'files'],
        default: 'folder',
    }),
    shareExpires: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .quantityInput */ .Ax)(['share-expires', 'when the link expires: 30d, or a date'], {
        kind: 'span',
        default: '',
        read: parseExpiry,
    }),
    sharePassword: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .secretInput */ .jY)(['share-password', 'password of the link (personal accounts only)'], false),
        parse: (value) => ({ value }),
    },
    thumbnails: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['thumbnails', 'add addresses of thumbnails to the manifest'], {
        choices: ['none', 'small', 'medium', 'large'],
        default: 'none',
    }),
    releaseTag: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['release-tag', 'release whose notes list the downloads'], tagProblem),
    releaseToken: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .secretInput */ .jY)(['release-token', 'token that can write the release'], false),
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expression, not ours.
        expression: '${{ github.token }}',
    },
    summary: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['summary', 'what the job summary shows'], {
        choices: ['auto', 'full', 'counts', 'none'],
        default: 'auto',
    }),
};
/** Reads the section, except `summary`. */
function readShareInputs(read) {
    const share = read(SHARE_SPECS.share);
    const scope = read(SHARE_SPECS.shareScope);
    const target = read(SHARE_SPECS.shareTarget);
    const tag = read(SHARE_SPECS.releaseTag);
    const token = read(SHARE_SPECS.releaseToken);
    const { rest } = read.problems;
    const rule = (broken, words) => broken && rest.push(words);
    rule(share !== 'none' && scope === '', 'share needs share-scope: anonymous, organization or users');
    rule(share === 'edit' && scope === 'anonymous', 'share: edit with share-scope: anonymous would let everybody write: choose another scope, or share: view');
    for (const spec of [SHARE_SPECS.shareScope, SHARE_SPECS.shareExpires, SHARE_SPECS.sharePassword]) {
        rule(share === 'none' && read.has(spec), `${spec.name} needs share: view or edit`);
    }
    rule(tag !== '' && token === '', 'release-tag needs release-token: use github.token, and give the job the permission contents: write');
    return {
        share,
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalProperty */ .em)('scope', scope),
        target,
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalProperty */ .em)('expires', read(SHARE_SPECS.shareExpires)),
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalProperty */ .em)('password', read(SHARE_SPECS.sharePassword)),
        thumbnails: read(SHARE_SPECS.thumbnails),
        ...(tag !== '' && { release: { tag, token } }),
    };
}
function parseExpiry(value) {
    if (value === '')
        return { value: undefined };
    const days = /^(\d{1,4})d$/.exec(value)?.[1];
    if (days !== undefined && Number(days) > 0)
        return { value: { days: Number(days) } };
    const date = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?$/.test(value)
        ? Date.parse(value)
        : Number.NaN;
    // Date.parse reads 31 February as 3 March, so the link would live longer than asked.
    const isDay = !Number.isNaN(date) && new Date(date).toISOString().startsWith(value.slice(0, 10));
    if (isDay)
        return { value: { atMs: date } };
    return {
        problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)} is not a number of days or a date; write 30d, 2027-01-31 or 2027-01-31T12:00Z`,
    };
}
function tagProblem(value) {
    return /[\s\p{Cc}]/u.test(value)
        ? `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)}; write the tag, such as v1.2.3`
        : undefined;
}


/***/ }),

/***/ 5031:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Cq: () => (/* binding */ IDENTITY_SPECS),
/* harmony export */   W_: () => (/* binding */ isGuid),
/* harmony export */   kO: () => (/* binding */ readIdentityInputs),
/* harmony export */   v: () => (/* binding */ isTenantAlias)
/* harmony export */ });
/* harmony import */ var _core_format_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6851);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6447);
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(8420);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(401);
/* harmony import */ var _redirect_uri_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3665);
/* harmony import */ var _unreplaced_text_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9477);
/**
 * The section "Sign in": the account, the authority, and how the app authenticates.
 */






/** This section's inputs, in the order of action.yml. */
const IDENTITY_SPECS = {
    clientId: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['client-id', 'application (client) ID, a GUID'], clientIdProblem),
        required: true,
    },
    clientSecret: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .secretInput */ .jY)(['client-secret', "client secret's Value, for a Web registration"], false),
    refreshToken: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .secretInput */ .jY)(['refresh-token', 'refresh token of the signed-in account'], false),
    auth: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['auth', 'sign in with a refresh token, or as the app itself'], {
        choices: ['refresh-token', 'app'],
        default: 'refresh-token',
    }),
    credential: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['credential', 'how the app authenticates'], {
        choices: ['auto', 'secret', 'certificate', 'oidc'],
        default: 'auto',
    }),
    clientCertificate: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .secretInput */ .jY)(['client-certificate', 'certificate and private key of the app, as PEM'], false),
        parse: (value) => value === '' || value.includes('-----BEGIN ') ? { value } : { problem: notPemProblem(value) },
    },
    tenantId: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['tenant-id', 'common, organizations, consumers, a GUID or a verified domain'], tenantProblem),
        default: 'common',
    },
    cloud: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['cloud', 'which Microsoft cloud'], {
        choices: ['global', 'us-gov', 'us-gov-dod', 'china'],
        default: 'global',
    }),
    authority: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['authority', 'which sign-in service issued the token'], {
        choices: ['entra', 'live'],
        default: 'entra',
    }),
    redirectUri: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['redirect-uri', 'redirect URI that the token was issued for, with authority live'], _redirect_uri_js__WEBPACK_IMPORTED_MODULE_1__/* .redirectUriProblem */ .S6),
    scopes: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['scopes', 'scopes to request when the token is renewed'], scopesProblem),
    ifNoCredentials: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['if-no-credentials', 'what to do if GitHub withholds secrets'], {
        choices: ['error', 'warn', 'skip'],
        default: 'error',
    }),
    outputRefreshToken: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .booleanInput */ .tE)(['output-refresh-token', 'pass the new refresh token to later steps'], false),
};
/** True for tenants under which no app can sign in as itself. */
function isTenantAlias(tenantId) {
    return ['common', 'organizations', 'consumers'].includes(tenantId.toLowerCase());
}
/** Reads the section. Problems go to the reader. */
function readIdentityInputs(read) {
    const auth = read(IDENTITY_SPECS.auth);
    const clientSecret = read(IDENTITY_SPECS.clientSecret);
    const clientCertificate = read(IDENTITY_SPECS.clientCertificate);
    const chosenCredential = read(IDENTITY_SPECS.credential);
    const authority = read(IDENTITY_SPECS.authority);
    const redirectUri = read(IDENTITY_SPECS.redirectUri);
    // A certificate that cannot be read is still the one that was meant.
    const hasCertificate = read.has(IDENTITY_SPECS.clientCertificate);
    const detectedCredential = hasCertificate ? 'certificate' : clientSecret !== '' ? 'secret' : 'none';
    const identity = {
        auth,
        clientId: read(IDENTITY_SPECS.clientId),
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('clientSecret', clientSecret),
        refreshToken: auth === 'app' ? '' : read(IDENTITY_SPECS.refreshToken),
        credential: chosenCredential === 'auto' ? detectedCredential : chosenCredential,
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('clientCertificate', clientCertificate),
        tenantId: read(IDENTITY_SPECS.tenantId),
        cloud: read(IDENTITY_SPECS.cloud),
        authority,
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('redirectUri', authority === 'live' ? redirectUri || 'https://login.live.com/oauth20_desktop.srf' : ''),
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('scopes', read(IDENTITY_SPECS.scopes).replace(/\s+/g, ' ')),
        outputRefreshToken: read(IDENTITY_SPECS.outputRefreshToken),
    };
    addMissingCredentials(identity, read);
    read.problems.rest.push(...combinationProblems(identity, read));
    return identity;
}
const secretAdvice = '. If it comes from a GitHub secret, that secret does not exist here, or GitHub withholds it (runs of forks and of Dependabot)';
/** Reports empty credentials that this kind of sign-in needs. */
function addMissingCredentials(identity, read) {
    const missing = (spec, why = '') => read.problems.missing.push(`${spec.name} is empty${why}: it is the ${spec.help}${read.adviseMissing?.(spec) ?? secretAdvice}`);
    if (!read.has(IDENTITY_SPECS.clientId))
        missing(IDENTITY_SPECS.clientId);
    if (identity.auth === 'refresh-token' && !read.has(IDENTITY_SPECS.refreshToken))
        missing(IDENTITY_SPECS.refreshToken);
    const { credential, auth } = identity;
    const needsSecret = credential === 'secret' || (auth === 'app' && credential === 'none');
    const why = auth === 'app' && credential === 'none' ? ', and auth: app needs one (or a certificate, or oidc)' : '';
    if (needsSecret && !read.has(IDENTITY_SPECS.clientSecret))
        missing(IDENTITY_SPECS.clientSecret, why);
    if (credential === 'certificate' && !read.has(IDENTITY_SPECS.clientCertificate))
        missing(IDENTITY_SPECS.clientCertificate);
}
/** Returns problems with combinations of inputs. */
function combinationProblems(identity, read) {
    const { auth, tenantId, cloud, authority } = identity;
    const problems = [];
    const rule = (broken, words) => broken && problems.push(words);
    const isAlias = isTenantAlias(tenantId);
    rule(authority === 'entra' && /^[0-9a-f]{16}$/i.test(identity.clientId), 'client-id is not a GUID: IDs of 16 digits come from the old portal: set authority: live');
    rule(auth === 'app' && isAlias, `auth: app needs the GUID or domain of your tenant, but tenant-id is ${tenantId}`);
    rule(auth === 'app' && read.has(IDENTITY_SPECS.refreshToken), 'auth: app does not use refresh-token: remove refresh-token, or remove auth');
    rule(auth === 'app' && read.has(IDENTITY_SPECS.scopes), 'auth: app does not use scopes: remove scopes and grant permissions to the app');
    rule(auth === 'app' && identity.outputRefreshToken, 'auth: app has no refresh token: remove output-refresh-token');
    rule(authority === 'live' && auth === 'app', 'authority: live is for personal accounts: remove authority, or remove auth: app');
    rule(authority === 'live' && cloud !== 'global', 'authority: live works only with cloud: global: remove one of them');
    rule(authority === 'live' && (identity.credential === 'certificate' || identity.credential === 'oidc'), 'authority: live accepts only a client secret: set client-secret, and remove the other credential');
    rule(authority === 'entra' && read.has(IDENTITY_SPECS.redirectUri), 'redirect-uri is used only with authority: live: remove it');
    rule(isAlias && (identity.credential === 'certificate' || identity.credential === 'oidc') && auth !== 'app', `credential: ${identity.credential} needs the GUID or domain of your tenant, but tenant-id is ${tenantId}`);
    return problems;
}
/** A GUID in its usual form, 8-4-4-4-12. */
function isGuid(value) {
    return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
/**
 * Does not show the value: it may be the secret, pasted into the wrong place. Registrations in the old portal for
 * personal accounts have 16 hex digits (onedrive-api-docs, getting-started/msa-oauth.md).
 */
function clientIdProblem(value) {
    if (isGuid(value) || /^[0-9a-f]{16}$/i.test(value))
        return undefined;
    const unreplaced = (0,_unreplaced_text_js__WEBPACK_IMPORTED_MODULE_3__/* .unreplacedTextProblem */ .e)(value);
    if (unreplaced !== undefined)
        return unreplaced;
    const size = (0,_core_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatCount */ .B4)(value.length, 'character');
    return `is not a GUID (${size}); copy "Application (client) ID" from the registration's overview page`;
}
/** A PFX file, or any text in base64, is what vaults and other actions have. */
function notPemProblem(value) {
    if (Buffer.from(value, 'base64').includes('-----BEGIN '))
        return 'is PEM text in base64: store the text itself (base64 -d FILE)';
    return ('is not PEM text: it needs -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----. To convert a PFX file: ' +
        'openssl pkcs12 -in FILE.pfx -nodes -out FILE.pem');
}
function tenantProblem(value) {
    const isLabel = (part) => /^[a-z0-9-]{1,63}$/i.test(part) && !/^-|-$/.test(part);
    if (value.split('.').every(isLabel))
        return undefined;
    return `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_5__/* .quoteUnlessSecret */ .V4)(value)}; write common, organizations, consumers, or the GUID or a domain of your tenant`;
}
function scopesProblem(value) {
    return /^[\x21\x23-\x5b\x5d-\x7e\s]+$/.test(value)
        ? undefined
        : `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_5__/* .quoteUnlessSecret */ .V4)(value)}; write scopes separated by spaces`;
}


/***/ }),

/***/ 9140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ INPUT_SPECS)
/* harmony export */ });
/* harmony import */ var _cleanup_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4904);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4519);
/* harmony import */ var _matrix_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1371);
/* harmony import */ var _rotation_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4188);
/* harmony import */ var _share_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(9311);
/* harmony import */ var _sign_in_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(5031);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(2623);
/* harmony import */ var _transfer_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(7257);
/**
 * All inputs of all sections, in the order of action.yml. Used by the action, by the command for its flags, and by the
 * test that compares it with action.yml.
 */








/** Every input of this version. */
const INPUT_SPECS = [
    _sign_in_js__WEBPACK_IMPORTED_MODULE_5__/* .IDENTITY_SPECS */ .Cq,
    _rotation_js__WEBPACK_IMPORTED_MODULE_3__/* .ROTATION_SPECS */ .Y5,
    _target_js__WEBPACK_IMPORTED_MODULE_6__/* .TARGET_SPECS */ .p,
    _files_js__WEBPACK_IMPORTED_MODULE_1__/* .FILE_SPECS */ .Qh,
    _transfer_js__WEBPACK_IMPORTED_MODULE_7__/* .UPLOAD_SPECS */ .jK,
    _cleanup_js__WEBPACK_IMPORTED_MODULE_0__/* .CLEANUP_SPECS */ .s,
    _share_js__WEBPACK_IMPORTED_MODULE_4__/* .SHARE_SPECS */ .f,
    { STRATEGY: _matrix_js__WEBPACK_IMPORTED_MODULE_2__/* .MATRIX_SPEC */ .u },
].flatMap((section) => Object.values(section));


/***/ }),

/***/ 2623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readTargetInputs),
/* harmony export */   p: () => (/* binding */ TARGET_SPECS)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6447);
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8420);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(401);
/**
 * The section "Where": which drive, and which folder on it.
 */



/** This section's inputs, in the order of action.yml. */
const TARGET_SPECS = {
    destination: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['destination', 'folder on the drive, created if missing']),
    driveId: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['drive-id', 'ID of the drive'], idProblem),
    user: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['user', 'user whose drive to use: the name they sign in with, or an ID'], userProblem),
    group: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['group', 'ID of the group whose drive to use'], idProblem),
    siteUrl: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['site-url', 'address of a SharePoint site or library, copied from the browser'], siteProblem),
    library: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['library', 'name of a document library of the site']),
    folderId: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['folder-id', 'ID of the folder that paths on the drive are relative to'], idProblem),
    appFolder: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .booleanInput */ .tE)(['app-folder', "make paths on the drive relative to the app's own folder"], false),
};
/** Reads the section. An app has no drive of its own, so `/me` is refused with `auth: app`. */
function readTargetInputs(read, auth) {
    const target = {
        place: readDriveSelector(read, auth),
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalProperty */ .em)('folderId', read(TARGET_SPECS.folderId)),
        appFolder: read(TARGET_SPECS.appFolder),
        destination: read(TARGET_SPECS.destination),
    };
    const { rest } = read.problems;
    if (target.appFolder && read.has(TARGET_SPECS.folderId))
        rest.push('app-folder and folder-id name different folders: remove one');
    if (target.appFolder && !['me', 'drive'].includes(target.place.kind)) {
        rest.push("app-folder is a folder of the signed-in user's own drive: remove user, group and site-url");
    }
    if (target.appFolder && auth === 'app')
        rest.push('app-folder needs auth: refresh-token, because an app has no drive');
    return target;
}
function readDriveSelector(read, auth) {
    const named = [TARGET_SPECS.driveId, TARGET_SPECS.user, TARGET_SPECS.group, TARGET_SPECS.siteUrl].filter((spec) => read.has(spec));
    const names = named.map((spec) => spec.name).join(' and ');
    if (named.length > 1)
        read.problems.rest.push(`${names} name different drives: keep only one`);
    const [driveId, user, group, url, library] = [
        read(TARGET_SPECS.driveId),
        read(TARGET_SPECS.user),
        read(TARGET_SPECS.group),
        read(TARGET_SPECS.siteUrl),
        read(TARGET_SPECS.library),
    ];
    if (library !== '' && !read.has(TARGET_SPECS.siteUrl))
        read.problems.rest.push('library needs site-url, the address of its site');
    if (driveId !== '')
        return { kind: 'drive', id: driveId };
    if (user !== '')
        return { kind: 'user', user };
    if (group !== '')
        return { kind: 'group', group };
    if (url !== '')
        return { kind: 'site', url, ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalProperty */ .em)('library', library) };
    // A drive that is named wrongly is a problem already.
    if (auth === 'app' && named.length === 0) {
        read.problems.rest.push('auth: app signs in without a user, so you must name the drive: set drive-id, user, group or site-url');
    }
    return { kind: 'me' };
}
function idProblem(value) {
    if (/^\.{1,2}$/.test(value))
        return `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)}; write an ID`;
    if (/^https?:/i.test(value))
        return 'is a URL; write the ID, or use site-url for an address from the browser';
    return /[\s\p{Cc}]/u.test(value) ? `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)}; an ID has no white space` : undefined;
}
function userProblem(value) {
    if (/^\.{1,2}$/.test(value))
        return `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)}; write a name such as user@example.com, or an ID`;
    if (/^https?:/i.test(value))
        return 'is a URL; write the name that the user signs in with, or the ID';
    return /[\s\p{Cc}/\\]/u.test(value)
        ? `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)}; write a name such as user@example.com, or an ID`
        : undefined;
}
function siteProblem(value) {
    const advice = "copy the site's address from the browser: https://…";
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url?.protocol !== 'https:')
        return `is ${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .quoteUnlessSecret */ .V4)(value)}; ${advice}`;
    return url.username === '' && url.password === ''
        ? undefined
        : `contains a user name or a password; ${advice}`;
}


/***/ }),

/***/ 7257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   J8: () => (/* binding */ readUploadInputs),
/* harmony export */   jK: () => (/* binding */ UPLOAD_SPECS),
/* harmony export */   rE: () => (/* binding */ readResumeInputs)
/* harmony export */ });
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6447);
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8420);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(401);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3579);
/**
 * The section "How": conflicts, sizes, speed and verification.
 */




/** This section's inputs, in the order of action.yml. */
const UPLOAD_SPECS = {
    conflictBehavior: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['conflict-behavior', 'what to do if a name is taken'], {
        choices: ['replace', 'rename', 'fail', 'skip'],
        default: 'replace',
    }),
    skipUnchanged: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .booleanInput */ .tE)(['skip-unchanged', 'skip files that are on the drive with the same content'], false),
    sessionThreshold: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .quantityInput */ .Ax)(['session-threshold', 'files of at least this size use an upload session'], {
        kind: 'size',
        default: '4MiB',
        read: parseThreshold,
    }),
    chunkSize: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .withAuto */ .kY)((0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .quantityInput */ .Ax)(['chunk-size', 'size of the pieces of an upload session'], {
        kind: 'size',
        default: '10MiB',
        read: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseChunkSize */ .Ud,
    })),
    concurrency: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .withAuto */ .kY)((0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .integerInput */ .$A)(['concurrency', 'how many files to send at the same time'], {
        default: '4',
        min: 1,
        max: 32,
    })),
    bandwidthLimit: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .quantityInput */ .Ax)(['bandwidth-limit', 'maximum bytes per second for all files together, such as 20MB/s'], {
        kind: 'size',
        default: '',
        read: (value) => value === '' ? { value: undefined } : (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRate */ .WN)(value),
    }),
    retries: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .integerInput */ .$A)(['retries', 'how often to retry a file that makes no progress'], {
        default: '6',
        min: 0,
        max: 100,
    }),
    lockWait: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .quantityInput */ .Ax)(['lock-wait', 'how long to wait for a name that an earlier run still locks'], {
        kind: 'span',
        default: '15m',
        read: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9,
    }),
    verify: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .choiceInput */ .ij)(['verify', 'how to check each uploaded file'], {
        choices: ['hash', 'size', 'readback', 'off'],
        default: 'hash',
    }),
    preserveMtime: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .booleanInput */ .tE)(['preserve-mtime', 'keep the modification time of files'], false),
    resumeJournal: (0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .textInput */ ._Z)(['resume-journal', 'file that records unfinished uploads for the next run']),
    resumeKey: {
        ...(0,_kinds_js__WEBPACK_IMPORTED_MODULE_0__/* .secretInput */ .jY)(['resume-key', 'secret that encrypts the resume journal'], false),
        parse: (value) => ({ value }),
    },
};
/** Reads the section, except the journal. */
function readUploadInputs(read) {
    return {
        conflictBehavior: read(UPLOAD_SPECS.conflictBehavior),
        skipUnchanged: read(UPLOAD_SPECS.skipUnchanged),
        sessionThresholdBytes: read(UPLOAD_SPECS.sessionThreshold),
        chunkSizeBytes: read(UPLOAD_SPECS.chunkSize),
        concurrency: read(UPLOAD_SPECS.concurrency),
        retries: read(UPLOAD_SPECS.retries),
        ...(0,_reader_js__WEBPACK_IMPORTED_MODULE_2__/* .optionalProperty */ .em)('bandwidthLimit', read(UPLOAD_SPECS.bandwidthLimit)),
        lockWaitMs: read(UPLOAD_SPECS.lockWait),
        preserveMtime: read(UPLOAD_SPECS.preserveMtime),
        verify: read(UPLOAD_SPECS.verify),
    };
}
/** The journal contains URLs to which anyone may upload, so it is never written without a key. */
function readResumeInputs(read, clientSecret) {
    const journal = read(UPLOAD_SPECS.resumeJournal);
    const key = read(UPLOAD_SPECS.resumeKey) || clientSecret;
    if (journal === '')
        return {};
    if (key === '') {
        read.problems.rest.push('resume-journal needs a key: set resume-key to a random text from a secret');
    }
    return { resume: { journal, key } };
}
function parseThreshold(value) {
    const parsed = (0,_units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSize */ .DB)(value);
    if ('problem' in parsed || parsed.value <= _units_js__WEBPACK_IMPORTED_MODULE_1__/* .singlePutLimitBytes */ .sn)
        return parsed;
    return { problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_3__/* .quoteUnlessSecret */ .V4)(value)} is too large for one request; the maximum is 250MB` };
}


/***/ }),

/***/ 3579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ parseSize),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   RR: () => (/* binding */ fragmentLimitBytes),
/* harmony export */   Ud: () => (/* binding */ parseChunkSize),
/* harmony export */   WN: () => (/* binding */ parseRate),
/* harmony export */   cs: () => (/* binding */ fragmentUnitBytes),
/* harmony export */   sn: () => (/* binding */ singlePutLimitBytes)
/* harmony export */ });
/* harmony import */ var _quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8420);
/**
 * Parses sizes, rates and durations: `4MiB`, `62.5 MB`, `20MB/s`, `15m`.
 */

const sizeUnits = {
    B: 1,
    kB: 1e3,
    KB: 1e3,
    KiB: 1024,
    MB: 1e6,
    MiB: 1024 ** 2,
    GB: 1e9,
    GiB: 1024 ** 3,
};
/**
 * Parses a size to whole bytes, rounded down. Refuses a number without a unit, because `10` could mean ten bytes or ten
 * MiB. `0` needs no unit.
 */
function parseSize(text) {
    const match = /^(\d{1,15}(?:\.\d{1,15})?)\s?([A-Za-z]*)$/.exec(text);
    if (!match)
        return {
            problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} is not a size; write a number and a unit, such as 4MiB or 10MB`,
        };
    const [, number = '', unit = ''] = match;
    if (unit === '' && Number(number) === 0)
        return { value: 0 };
    if (unit === '') {
        return {
            problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} has no unit; write ${number}MiB or ${number}MB, or use one of ${listUnits()}`,
        };
    }
    const factor = Object.hasOwn(sizeUnits, unit) ? sizeUnits[unit] : undefined;
    if (factor === undefined) {
        return {
            problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} has an unknown unit${suggestUnit(unit)}; use one of ${listUnits()}`,
        };
    }
    const exact = Number(number) * factor;
    const sizeBytes = Math.floor(exact);
    if (!Number.isSafeInteger(sizeBytes))
        return { problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} is too large` };
    if (exact > 0 && sizeBytes === 0)
        return { problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} is less than one byte` };
    return { value: sizeBytes };
}
function listUnits() {
    return Object.keys(sizeUnits).join(', ');
}
function suggestUnit(unit) {
    const wanted = unit.toLowerCase();
    const near = Object.keys(sizeUnits).find((known) => [known, known.replace('B', '')].some((x) => x.toLowerCase() === wanted));
    return near === undefined ? '' : `, did you mean ${near}?`;
}
/** Fragments of an upload session must be multiples of this (createUploadSession docs, "Upload bytes"). */
const fragmentUnitBytes = 327_680;
/** The largest multiple below the 60 MiB that one request may have. */
const fragmentLimitBytes = 62_586_880;
/** Parses a fragment size, rounded down to a multiple of the unit: at least one unit, below 60 MiB. */
function parseChunkSize(text) {
    const parsed = parseSize(text);
    if ('problem' in parsed)
        return parsed;
    if (parsed.value === 0)
        return { problem: '0 is too small; the minimum is 320KiB' };
    const sizeBytes = Math.max(1, Math.floor(parsed.value / fragmentUnitBytes)) * fragmentUnitBytes;
    if (sizeBytes > fragmentLimitBytes) {
        return {
            problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} is too large; the maximum is 59.6875MiB (62,586,880 bytes)`,
        };
    }
    return { value: sizeBytes };
}
/** With a slower limit, one chunk of a file could take longer than the service waits. */
const minRate = 10_000;
/** Parses a rate, `20MB/s`, to bytes per second. */
function parseRate(text) {
    const match = /^(.*[A-Za-z])\s?\/\s?s$/.exec(text);
    if (match === null)
        return { problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} is not a rate; write a size and /s, such as 20MB/s` };
    const parsed = parseSize(match[1] ?? '');
    if ('problem' in parsed || parsed.value >= minRate)
        return parsed;
    return { problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} is too slow; the minimum is 10kB/s` };
}
const durationUnits = { s: 1000, m: 60_000, h: 3_600_000 };
/** Parses a duration, `90s`, `15m`, `1h` or `0`, to milliseconds. */
function parseDuration(text) {
    if (text === '0')
        return { value: 0 };
    const match = /^(\d{1,5})\s?(s|m|h)$/.exec(text);
    if (match === null) {
        return {
            problem: `${(0,_quote_unless_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .quoteUnlessSecret */ .V4)(text)} is not a duration; write a number and s, m or h, such as 15m, or 0`,
        };
    }
    return { value: Number(match[1]) * (durationUnits[match[2] ?? ''] ?? 0) };
}
/** The largest body of a single PUT: 250 MB (learn: graph/api/driveitem-put-content). */
const singlePutLimitBytes = 250_000_000;


/***/ }),

/***/ 9477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ unreplacedTextProblem)
/* harmony export */ });
/**
 * Recognizes texts that no system has as a credential: a variable or an expression that nothing replaced, a masked
 * value from a log, the path of a file, characters that a word processor or a chat put in. Messages do not show them.
 */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;
/** Returns a clause that follows the input's name; undefined when the text may be a credential. */
function unreplacedTextProblem(value) {
    if (/\$\{\{/.test(value)) {
        return `is an expression $${'{{ … }}'} that nothing replaced: GitHub replaces it in a workflow file only`;
    }
    if (/^\$\([^()]*\)$/.test(value)) {
        return 'is $(…), a variable that nothing replaced: Azure Pipelines leaves it when there is no such variable, a shell in single quotes';
    }
    if (/^\$\w+$|^\$\{\w+\}$|^%\w+%$|^\$env:\w+$/i.test(value)) {
        return 'is the name of a variable that nothing replaced: look at the quotes around it';
    }
    if (/^[*•●]+$/.test(value))
        return 'is a masked value (***), as a log shows it: copy it where it was created';
    const invisibleCharacter = invisible.exec(value)?.[0];
    if (invisibleCharacter !== undefined) {
        const code = (invisibleCharacter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
        return `contains a character that nobody sees (U+${code}): type it or copy it again, not from a chat or a document`;
    }
    if (/[\u2018-\u201f\u00ab\u00bb]/.test(value)) {
        return 'contains curly quotes, which a word processor or a chat puts in: paste only the value';
    }
    if (isFilePath(value))
        return 'is the path of a file: give what is in it (gh secret set NAME < FILE)';
    return undefined;
}
/** A path in a usual folder, a Windows path, or a file of a usual kind. Random base64 may begin with a slash, too. */
function isFilePath(value) {
    return (/^(?:~|\.{1,2}|\/(?:app|data|etc|github|home|mnt|opt|root|run|secrets|tmp|usr|var|Users))\/[\w./-]+$/.test(value) ||
        /^(?:[a-z]:|\.{1,2}|~)\\/i.test(value) ||
        /^(?:~|\.{0,2})\/[\w./-]{0,200}\.(?:txt|token|secret|key|pem|json|env)$/i.test(value));
}


/***/ }),

/***/ 8179:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b7: () => (/* binding */ CommanderError),
/* harmony export */   c$: () => (/* binding */ Option),
/* harmony export */   uB: () => (/* binding */ Command)
/* harmony export */ });
/* unused harmony exports program, createCommand, createArgument, createOption, InvalidArgumentError, InvalidOptionArgumentError, Argument, Help */
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8909);


// wrapper to provide named exports for ESM.
const {
  /* program */ "DM": program,
  /* createCommand */ "gu": createCommand,
  /* createArgument */ "er": createArgument,
  /* createOption */ "Ww": createOption,
  /* CommanderError */ "b7": CommanderError,
  /* InvalidArgumentError */ "Di": InvalidArgumentError,
  /* InvalidOptionArgumentError */ "a2": InvalidOptionArgumentError, // deprecated old name
  /* Command */ "uB": Command,
  /* Argument */ "ef": Argument,
  /* Option */ "c$": Option,
  /* Help */ "_V": Help,
} = _index_js__WEBPACK_IMPORTED_MODULE_0__;


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(9713);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
