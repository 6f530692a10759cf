/**
 * The snippet for each shell, and where it belongs.
 * @param file the file that it reads: an absolute path on one line
 */
export const SHELLS: Record<string, { snippet(file: string): string; install: string }> = {
  bash: { snippet: bashSnippet, install: 'renew prompt bash >> ~/.bashrc' },
  zsh: { snippet: zshSnippet, install: 'renew prompt zsh >> ~/.zshrc' },
  fish: { snippet: fishSnippet, install: 'renew prompt fish >> ~/.config/fish/config.fish' },
  powershell: { snippet: powershellSnippet, install: 'renew prompt powershell | Add-Content $PROFILE' },
  // A program that shows what the shell's snippet puts into a variable.
  starship: { snippet: () => STARSHIP, install: 'renew prompt starship >> ~/.config/starship.toml' },
}

const STARSHIP = `[env_var.RENEW_PROMPT]
format = "[($env_value )]($style)"
style = "bold yellow"
`

/**
 * Needs bash 4.2, which can tell the time without a program; the 3.2 of macOS shows nothing. `$?` stays as it is for
 * the functions that draw the prompt after this one.
 */
function bashSnippet(file: string): string {
  return `if [[ -n \${BASH_VERSION-} ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 402)); then
  __renew_prompt() {
    local last=$? file=${posixQuoted(file)} now from next text=''
    case $- in *e*) last=0 ;; esac
    unset -v RENEW_PROMPT
    if [[ -f $file && -r $file ]]; then
      printf -v now '%(%s)T' -1
      while IFS=$'\\t' read -r from next; do
        case $from in '' | 0* | *[!0123456789]* | ?????????????*) break ;; esac
        if ((from > now)); then
          case $text in
            '' | *[![:print:]]* | *['%$\`\\']*) ;;
            *) RENEW_PROMPT=$text ;;
          esac
          break
        fi
        text=$next
      done 2>/dev/null <"$file" || :
    fi
    if [[ -n \${RENEW_PROMPT-} && \${STARSHIP_SHELL-} == bash ]]; then export RENEW_PROMPT; fi
    return "$last"
  }
  # The last of the functions, because another may have set PS1.
  __renew_ps1() {
    if [[ \${PS1-} != *RENEW_PROMPT* && \${STARSHIP_SHELL-} != bash ]] && shopt -q promptvars; then
      PS1='\${RENEW_PROMPT:+($RENEW_PROMPT) }'\${PS1-}
    fi
  }
  if [[ "\${PROMPT_COMMAND[*]-}" != *__renew_prompt* ]]; then
    PROMPT_COMMAND=__renew_prompt\${PROMPT_COMMAND:+$'\\n'$PROMPT_COMMAND}
    if [[ -n \${PROMPT_COMMAND[1]+x} ]]; then PROMPT_COMMAND+=(__renew_ps1); else PROMPT_COMMAND+=$'\\n'__renew_ps1; fi
  fi
fi
`
}

/** The prompt gets the text as element 9 of \`psvar\`, in which nothing is expanded. */
function zshSnippet(file: string): string {
  return `if [[ -n \${ZSH_VERSION-} ]] && zmodload zsh/datetime 2>/dev/null; then
  __renew_prompt() {
    emulate -L zsh
    local file=${posixQuoted(file)} from next text=''
    unset RENEW_PROMPT
    psvar[9]=''
    if [[ -f $file && -r $file ]]; then
      while IFS=$'\\t' read -r from next; do
        [[ $from == [1-9]* && $from != *[^0-9]* && \${#from} -le 12 ]] || break
        if (( from > EPOCHSECONDS )); then
          if [[ -n $text && $text != *[^[:print:]]* && $text != *[%\\$\\\`\\\\]* ]]; then
            typeset -g RENEW_PROMPT=$text
            psvar[9]=$text
          fi
          break
        fi
        text=$next
      done 2>/dev/null <$file || :
    fi
    if [[ -n \${RENEW_PROMPT-} && \${STARSHIP_SHELL-} == zsh ]]; then export RENEW_PROMPT; fi
    return 0
  }
  typeset -ga precmd_functions
  # The last of the functions, because another may have set PROMPT.
  __renew_ps1() {
    if [[ \${PROMPT-} != *(RENEW_PROMPT|%9v)* && \${STARSHIP_SHELL-} != zsh ]]; then
      PROMPT='%(9V.(%9v%) .)'\${PROMPT-}
    fi
  }
  if [[ " \${precmd_functions[*]-} " != *' __renew_prompt '* ]]; then
    precmd_functions=(__renew_prompt $precmd_functions __renew_ps1)
  fi
fi
`
}

/** Fish 3.5 knows when a file was changed and how long ago that is, and so the time. */
function fishSnippet(file: string): string {
  return `if builtin --names | string match --quiet path
    function __renew_prompt --on-event fish_prompt
        set --erase --global RENEW_PROMPT
        set --local file ${fishQuoted(file)}
        test -f $file -a -r $file; or return 0
        set --local time (path mtime -- $file) (path mtime --relative -- $file)
        test (count $time) = 2; or return 0
        set --local now (math $time[1] + $time[2])
        set --local text ''
        while read --local line
            set --local parts (string match --regex '^([1-9][0-9]{0,11})\\t(.*)$' -- $line); or return 0
            if test $parts[2] -gt $now
                if test -n "$text"; and not string match --quiet --regex '[\\p{C}%$\`\\\\\\\\]' -- $text
                    set --global RENEW_PROMPT $text
                    test "$STARSHIP_SHELL" = fish; and set --global --export RENEW_PROMPT $text
                end
                return 0
            end
            set text "$parts[3]"
        end <$file 2>/dev/null
    end
    function __renew_status
        return $argv[1]
    end
    if status is-interactive; and not functions --query __renew_original_prompt; and functions --query fish_prompt
        and not functions fish_prompt | string match --quiet '*RENEW_PROMPT*'
        functions --copy fish_prompt __renew_original_prompt
        function fish_prompt
            set --local last $status
            if set --query RENEW_PROMPT; and test "$STARSHIP_SHELL" != fish
                printf '(%s) ' $RENEW_PROMPT
            end
            __renew_status $last
            __renew_original_prompt
        end
    end
end
`
}

/** For PowerShell 5.1 and later. `$?` stays as it is for the prompt that was there. */
function powershellSnippet(file: string): string {
  return `function global:__RenewText {
    $file = ${powershellQuoted(file)}
    if (-not [IO.File]::Exists($file)) { return }
    $now = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()
    $text = ''
    try {
        foreach ($line in [IO.File]::ReadLines($file)) {
            if ($line -notmatch '^([1-9][0-9]{0,11})\\t(.*)$') { return }
            if ([long]$Matches[1] -gt $now) {
                if ($text -ne '' -and $text -notmatch '[\\p{C}%$\`\\\\]') { $text }
                return
            }
            $text = $Matches[2]
        }
    } catch { }
}
if ((Test-Path Function:\\prompt) -and -not (Test-Path Function:\\__RenewOriginalPrompt)) {
    Set-Item Function:\\global:__RenewOriginalPrompt $function:prompt
    function global:prompt {
        $ok = $?
        $global:RENEW_PROMPT = [string](__RenewText)
        $isStarship = $env:STARSHIP_SHELL -in 'powershell', 'pwsh'
        if ($isStarship) { $env:RENEW_PROMPT = $global:RENEW_PROMPT }
        $before = if ($global:RENEW_PROMPT -and -not $isStarship) { "($global:RENEW_PROMPT) " } else { '' }
        if (-not $ok) { Write-Error '' -ErrorAction Ignore }
        $shown = __RenewOriginalPrompt
        "$before$shown"
    }
}
`
}

function posixQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function fishQuoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}

/** PowerShell takes typographic quotes for plain ones. */
function powershellQuoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
}
